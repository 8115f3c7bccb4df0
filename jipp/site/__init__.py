"""The shell of the public site: home, navigation, the design system and the pages that no room owns."""
