"""The web face: a chat for the public, a look-up for helpline staff, and a plain JSON route for programs.

Gradio reads its switches when it is imported, so they are set here, before any module of this package can import it.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # Gradio calls home otherwise
os.environ["GRADIO_RUN_HISTORY"] = "False"  # since 6.24 it keeps every question and answer in the browser otherwise
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"  # it also keeps who asked when, and adds it up with pandas after every event:
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**9)  # keep one record, and never add up
os.environ["GRADIO_SSR_MODE"] = "False"  # no second server
os.environ["HF_HUB_OFFLINE"] = "1"  # a hub client retries for 98 seconds otherwise
