package com.flowex.ground.store;

import java.io.IOException;

/** What is stored under a name is not what was put, or does not open. */
public final class DamagedObjectException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedObjectException(String name, String why) {
        super("the object " + name + " " + why);
    }
}
