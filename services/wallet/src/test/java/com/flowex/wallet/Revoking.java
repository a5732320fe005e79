package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import java.math.BigInteger;

/** Two administrators who end sagas that pay, and sweeps that wait for a block. */
record Revoking(WalletWorld world, String second) {

    private static final long CHAIN_LOCK = 0x73_69_6D_63_68_61_69_6EL;

    Revoking(WalletWorld world) {
        this(world, world.stand.token(10, "admin"));
    }

    static String path(String kind, String id) {
        return "/api/v1/sagas/" + kind + "/" + id;
    }

    JsonNode saga(String kind, String id) {
        return world.server.get(path(kind, id), world.admin).json();
    }

    JsonNode sagas(String query) {
        return world.server.get("/api/v1/sagas?" + query, world.admin).json().path("items");
    }

    TestAnswer propose(String kind, String id) {
        return world.server.post(path(kind, id) + "/revocation", "{\"reason\":\"it never ends\"}", world.admin);
    }

    TestAnswer approve(String kind, String id, String by) {
        return world.server.post(path(kind, id) + "/revocation/approve", "", by);
    }

    void revoke(String kind, String id) {
        TestAnswer proposed = propose(kind, id);
        assertEquals(201, proposed.status(), proposed.text());
        assertEquals(
                "proposed", proposed.json().path("revocation").path("state").asText());
        assertEquals("forbidden", approve(kind, id, world.admin).code(), "a second person");
        TestAnswer approved = approve(kind, id, second);
        assertEquals(200, approved.status(), approved.text());
    }

    /** Deposits and has its sweep sent for too low a fee: it waits for a block. Answers the deposit. */
    JsonNode sweepBelow(BigInteger floor, String currency, String amount) {
        String pauses = "/api/v1/pauses/" + currency;
        assertEquals(
                200,
                world.server
                        .put(pauses, "{\"flow\":\"sweeps\",\"reason\":\"not yet\"}", world.admin)
                        .status());
        JsonNode deposit = world.deposit(world.ada, currency, amount).json();
        world.stand.platform().database().transaction(connection -> {
            Sql.all(connection, row -> 0, "SELECT pg_advisory_xact_lock(?)", CHAIN_LOCK);
            assertTrue(world.server
                            .post(pauses + "/lift", "{\"flow\":\"sweeps\"}", world.admin)
                            .status()
                    < 300);
            Await.until(() -> signed() == 1);
            return Sql.execute(connection, "UPDATE simchain.conditions SET fee_floor = " + floor);
        });
        return deposit;
    }

    private long signed() {
        return world.stand.platform().database().query(1, connection -> Sql.one(
                        connection,
                        row -> row.getLong(1),
                        "SELECT count(*) FROM custody.attempts WHERE tenant_id = 1 AND signed IS NOT NULL")
                .orElseThrow());
    }
}
