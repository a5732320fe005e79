package com.flowex.trading.planted;

import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;
import com.flowex.ground.database.Database;
import com.flowex.ground.projection.ProjectionRunner;
import java.sql.Connection;
import java.sql.SQLException;

/** A request that takes a connection of the projections, and one of the projections too. */
public record EndpointThatWritesViews(Database database, ProjectionRunner runner) implements Endpoint {

    @Override
    public Answer answer(Request request) {
        try (Connection views = database.views().getConnection()) {
            return Answer.ok(views.getSchema());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
