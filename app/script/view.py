"""The analyst's view: `rashomon app DIR` runs this script in Streamlit."""

from __future__ import annotations

import streamlit as st

from app.views import common


def main() -> None:
    st.set_page_config(page_title="Rashomon", layout="wide", initial_sidebar_state="auto")
    st.html(common.STYLE)
    st.navigation(list(common.pages().values())).run()


main()
