import importlib.util

if importlib.util.find_spec("lightgbm") is not None:
    try:
        import lightgbm  # noqa: F401 - to see whether it can be loaded
    except OSError:
        # it is installed, but the system lacks the OpenMP library it is linked with
        collect_ignore_glob = ["test_*.py"]
