"""«Banding»: two to four public cases side by side, on one printed page."""
