"""The components' template tags by subject; `templatetags/components.py` gathers them into one library.

Each component has one name in four places: its tag here, `templates/components/NAME.html`, `static/ui/components/NAME.css`
and, where it behaves, `static/ui/js/NAME.js`. Everything works without the script.
"""
