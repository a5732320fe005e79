package com.flowex.trading.planted;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.platform.database.Database;
import com.flowex.platform.projection.ProjectionRunner;
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
