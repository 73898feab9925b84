"""The analyst's view: `rashomon app DIR` runs this script in Streamlit."""

from __future__ import annotations

import logging

import streamlit as st

from app.views import common


def main() -> None:
    st.set_page_config(page_title="Rashomon", layout="wide", initial_sidebar_state="auto")
    st.html(common.STYLE)
    page = st.navigation(list(common.pages().values()))
    try:
        page.run()
    except Exception as e:  # whatever it is, the analyst reads one line about it and the terminal has the rest
        logging.getLogger("rashomon").exception("a page could not be shown")
        st.error(common.text(common.trouble(e)))


main()
