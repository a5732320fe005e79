package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.launcher.FlowEx;
import com.flowex.launcher.LauncherSettings;
import com.flowex.launcher.Parts;
import com.flowex.platform.database.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose making was cut off right after its rows were written is finished by itself. */
@Timeout(120)
class TenantCreationTest {

    private static final String PASSWORD = "Tenant-user-2026!";
    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$UrmuGzgmtfdV2jtOlkb+tQ$joDQItG7xiQmW2urfKoEG1wmobxrRLfjRCisay1eWkc";
    private static final String PLAN = """
            {"assets":[{"code":"BTC","scale":6,"supply":"1000"},{"code":"USDT","scale":6,"supply":"1000"}],
             "markets":[{"base":"BTC","quote":"USDT","price_scale":2,"price_tick":"0.01","max_price":"1000",
               "quantity_lot":"0.01","min_quantity":"0.01","max_quantity":"10","maker_fee":"0","taker_fee":"0"}],
             "users":[{"email":"boss@late.example","first_name":"A","last_name":"B","roles":["admin"],
               "password_hash":"%s"}]}""".formatted(HASH);

    @TempDir
    private Path folder;

    @Test
    void whatWasCutOffIsFinished() throws SQLException {
        Parts parts = new Parts();
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("server"));
            parts.add(server::close);
            execute(server, "postgres", "CREATE DATABASE creation");
            String url = server.url("creation")
                    .replace("jdbc:postgresql://", "postgresql://" + server.user() + ":" + server.password() + "@");
            Map<String, String> environment = Map.of(
                    "FLOWEX_PORT", "0",
                    "FLOWEX_SERVICE_PORTS", "off",
                    "FLOWEX_DEMO_MARKET", "off",
                    "FLOWEX_DATABASE_URL", url,
                    "FLOWEX_DATA_DIR", folder.resolve("data").toString());
            FlowEx flowEx = FlowEx.start(LauncherSettings.of(environment), parts);
            execute(server, "creation", "INSERT INTO tenants.creations VALUES (2, '" + PLAN + "')");
            execute(server, "creation", """
                    UPDATE platform.tenants_version SET version = version + 1;
                    INSERT INTO platform.tenants (number, slug, name, status, configuration, version)
                        SELECT 2, 'late', 'Late', 'creating', '{}', version FROM platform.tenants_version""");

            HttpApi late = new HttpApi(URI.create("http://localhost:" + flowEx.port())).withTenant("late");
            Deadline.await(
                    Duration.ofSeconds(60),
                    () -> late.get("/api/tenant").status() == 200,
                    () -> "the tenant is not open: " + late.get("/api/tenant").text());
            assertEquals(
                    1,
                    late.get("/api/trading/pairs")
                            .expect(200)
                            .body()
                            .path("items")
                            .size());
            late.login("boss@late.example", PASSWORD).get("/api/v1/tenant").expect(200);
        } finally {
            parts.close();
        }
    }

    private static void execute(EmbeddedPostgres server, String database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url(database), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
