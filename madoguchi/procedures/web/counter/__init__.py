"""The counter (書かない窓口) and the telephone: the same definition, dense and by keyboard, read aloud and confirmed."""
