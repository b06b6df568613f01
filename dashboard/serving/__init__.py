"""What is served beside Streamlit for every screen: exports, boundaries, files for the browser, headers."""
