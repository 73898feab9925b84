"""Add reports: upload or paste, see what was read, what was skipped and why."""

from __future__ import annotations

import streamlit as st

from app import inbox
from app.views import common


def page() -> None:
    st.title("Load reports")
    where = common.folder()
    turn = st.session_state.setdefault("load", 0)  # another turn, another field: the files that were given are gone from it
    files = st.file_uploader("Files of reports", type=list(inbox.TYPES), accept_multiple_files=True, key=f"files-{turn}")
    with st.expander("Or paste one report"), st.form("paste", clear_on_submit=True, enter_to_submit=False, border=False):
        title = st.text_input("Title")
        text = st.text_area("Text", height=200)
        source, day = st.columns(2)
        outlet = source.text_input("Outlet")
        published = day.text_input("Published", placeholder="2024-03-12")
        pasted = st.form_submit_button("Add this report")
        if pasted and not text.strip():
            st.warning("There is no text yet: paste the article's text into the field “Text”.")
    if files and st.button(f"Read {len(files)} file{'s' if len(files) != 1 else ''}", type="primary"):
        st.session_state["refused"] = []
        for f in files:
            _take(f.name, f.getvalue())
        st.session_state["load"] += 1
        st.rerun()
    if pasted and text.strip():
        import json

        row = {"title": title, "text": text, "source": outlet, "published": published or None}
        st.session_state["refused"] = []
        _take("pasted.jsonl", json.dumps(row).encode())
        st.rerun()
    _progress(where)


def _take(name: str, data: bytes) -> None:
    try:
        inbox.start(common.folder(), inbox.keep(common.folder(), name, data))
    except (ValueError, OSError) as e:
        st.session_state.setdefault("refused", []).append(common.without_path(str(e)))


@st.fragment(run_every=2)
def _progress(where: object) -> None:
    for line in st.session_state.get("refused", []):
        st.error(common.text(line))
    found = inbox.uploads(common.folder())
    if found:
        st.subheader("What was given")
    words = {"waiting": "Waiting", "reading": "Being read", "done": "Read", "failed": "Not read"}
    for path, upload in found[:20]:
        with st.container(border=True):
            st.markdown(f"**{words[upload.state]}**: {common.text(upload.name)}")
            if upload.step:
                stage, done, total = upload.step
                st.progress(min(done / max(total, 1), 1.0), common.text(f"{stage}: {done:,} of {total:,}"))
            for line in upload.lines[-8:]:
                st.caption(common.text(line))
            if upload.state in ("waiting", "failed") and st.button("Read again", key=str(path.parent.name)):
                inbox.start(common.folder(), path)
                st.rerun()
