package com.flowex.platform.database.server;

import java.nio.file.Path;

/** PostgreSQL server that FlowEx uses. */
public sealed interface DatabaseChoice {

    /** The server that comes with FlowEx, with its files in {@code directory}. */
    record Embedded(Path directory) implements DatabaseChoice {}

    /**
     * An existing server.
     *
     * @param url JDBC address without credentials
     * @param user login that owns the schemas; it must be permitted to create roles
     */
    record Server(String url, String user, String password) implements DatabaseChoice {
        @Override
        public String toString() {
            return "Server[" + url + ", " + user + ", ***]";
        }
    }
}
