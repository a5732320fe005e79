package com.flowex.ground.database;

import java.nio.file.Path;

/** Which PostgreSQL FlowEx uses. */
public sealed interface DatabaseChoice {

    /** The server that comes with FlowEx, its files in {@code directory}. */
    record Embedded(Path directory) implements DatabaseChoice {}

    /**
     * A server that is there already.
     *
     * @param url JDBC address without credentials
     * @param user owns the schemas; must be permitted to create roles
     */
    record Server(String url, String user, String password) implements DatabaseChoice {
        @Override
        public String toString() {
            return "Server[" + url + ", " + user + ", ***]";
        }
    }
}
