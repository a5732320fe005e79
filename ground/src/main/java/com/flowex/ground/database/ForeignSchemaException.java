package com.flowex.ground.database;

import com.flowex.ground.settings.StartupException;

/** A schema was made by scripts of another version, which today's do not continue. */
public final class ForeignSchemaException extends StartupException {

    private static final long serialVersionUID = 1L;

    ForeignSchemaException(String schema, Exception cause) {
        super("the schema " + schema + " was made by another version of FlowEx: " + cause.getMessage(), cause);
    }
}
