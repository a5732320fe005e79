package com.flowex.ground.database;

import com.flowex.ground.settings.StartupException;

/** A schema was made by scripts of another version, and today's scripts do not continue them. */
public final class ForeignSchemaException extends StartupException {

    private static final long serialVersionUID = 1L;

    ForeignSchemaException(String schema, Exception cause) {
        super("the schema " + schema + " was made by another version of FlowEx: " + cause.getMessage(), cause);
    }
}
