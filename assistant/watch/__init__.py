"""The law watch: which statements rest on words of the law that have changed since they were compared with it."""
