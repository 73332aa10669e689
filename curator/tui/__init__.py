"""The terminal program: screens and widgets over desk; the only package that knows Textual."""
