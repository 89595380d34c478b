# Installing and the .deb.
