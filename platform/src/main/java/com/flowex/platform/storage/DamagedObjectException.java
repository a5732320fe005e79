package com.flowex.platform.storage;

import java.io.IOException;

/** The bytes stored under a name are not those that were put, or do not open. */
public final class DamagedObjectException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedObjectException(String name, String why) {
        super("the object " + name + " " + why);
    }
}
