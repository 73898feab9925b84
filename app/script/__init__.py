"""The script that Streamlit runs, alone in its folder: Streamlit puts that folder first on the import path."""
