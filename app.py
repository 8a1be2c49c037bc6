"""The web app: `python app.py`, then open http://127.0.0.1:7860 (ASSISTANT_HOST and ASSISTANT_PORT change where)."""

import sys

from assistant.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))
