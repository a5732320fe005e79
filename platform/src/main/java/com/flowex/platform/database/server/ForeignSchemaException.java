package com.flowex.platform.database.server;

import com.flowex.platform.settings.StartupException;

/** A schema was made by scripts of another version, and today's scripts do not continue them. */
public final class ForeignSchemaException extends StartupException {

    private static final long serialVersionUID = 1L;

    public ForeignSchemaException(String schema, Exception cause) {
        super("the schema " + schema + " was made by another version of FlowEx: " + cause.getMessage(), cause);
    }
}
