"""The pages of the analyst's view, one module each."""
