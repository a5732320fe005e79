package com.flowex.app.wiring;

import com.flowex.access.http.route.Routes;
import com.flowex.access.http.server.HttpServer;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.projection.View;
import java.util.List;
import java.util.Map;

/**
 * One service of a process. Its constructor builds the service with its routes, views, commands and background work,
 * so only a process that runs the service creates its module. It takes what it needs of other services from {@link
 * ProcessReaders}.
 */
interface ServiceModule extends AutoCloseable {

    Routes routes();

    /** Returns the views that it has besides those of the readers. */
    default List<View<?>> views() {
        return List.of();
    }

    /** Returns the commands that operators run at the command line, by name. */
    default Map<String, OperatorCommand> commands() {
        return Map.of();
    }

    /** Returns its consumers of the outbox. */
    default List<MessageConsumer> consumers() {
        return List.of();
    }

    /** Adds its WebSockets to the server. */
    default void addSockets(HttpServer.Builder server) {}

    /**
     * Does what must be done before any reader starts.
     *
     * @param sequence number of the last event in the log at the start
     */
    default void prepare(long sequence) {}

    /** Starts the service; the readers have started. */
    default void start() {}

    /** Registers its health checks. */
    default void watch(HealthMonitor monitor) {}

    /** Closes its clients' streams with a farewell; called before the HTTP server stops. */
    default void closeStreams() {}

    @Override
    default void close() {}
}
