"""The faces: command line, files, report, notebook display, and the analyst's view."""
