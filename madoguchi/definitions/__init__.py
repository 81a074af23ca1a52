"""What the ward offers, described once: questions, pages, rules, answers. Plain Python, no Django."""
