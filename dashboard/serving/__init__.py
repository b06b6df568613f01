"""What is served beside Streamlit: exports, boundaries, points, the document around the pages, headers."""
