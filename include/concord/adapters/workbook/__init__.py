"""Delivered workbooks and text files: a gate on their bytes, then readers in a limited process."""
