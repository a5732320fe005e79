package com.flowex.ground.database;

import java.nio.file.Path;

/** A process that starts the embedded server, says so, and waits to be killed. */
final class PostgresChild {

    private PostgresChild() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
        System.out.println("started " + server.pid());
        System.in.read();
        server.close();
    }
}
