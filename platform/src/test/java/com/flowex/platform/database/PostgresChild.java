package com.flowex.platform.database;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import java.nio.file.Path;

/** A process that starts the embedded server, says so, and waits to be killed. */
public final class PostgresChild {

    private PostgresChild() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
        System.out.println("started " + server.pid());
        System.in.read();
        server.close();
    }
}
