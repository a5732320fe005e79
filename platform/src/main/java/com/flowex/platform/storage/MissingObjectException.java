package com.flowex.platform.storage;

import java.io.IOException;

/** There is no object of this name. */
public final class MissingObjectException extends IOException {

    private static final long serialVersionUID = 1L;

    MissingObjectException(String url, String name) {
        super("there is no object " + name + " in " + url);
    }
}
