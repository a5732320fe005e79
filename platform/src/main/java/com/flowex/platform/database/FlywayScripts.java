package com.flowex.platform.database;

import org.flywaydb.core.Flyway;

/** Scripts in the class path folder {@code db/<part>}, for one schema. */
final class FlywayScripts {

    private FlywayScripts() {}

    static Flyway of(String url, String user, String password, String part, String schema) {
        return Flyway.configure(RememberedResources.OF_CLASS_PATH)
                // A data source is not passed here: its description contains the address with all sixty properties.
                // Flyway searches it for passwords by an expression of quadratic cost, 15 ms at each call.
                .dataSource(url, user, password)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + part)
                .failOnMissingLocations(true)
                .load();
    }
}
