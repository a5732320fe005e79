package com.flowex.tenants;

import static com.flowex.tenants.World.ALL;
import static com.flowex.tenants.World.form;
import static com.flowex.tenants.World.one;
import static com.flowex.tenants.World.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.access.http.response.Json;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field of a new tenant and of a change, filled in wrong: the answer names the field and the rule. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadPlanTest {

    private final World world = new World();
    private int tenant;

    @BeforeAll
    void make() {
        tenant = world.make("there");
    }

    @AfterAll
    void stop() {
        world.close();
    }

    /** The form with something else at a place such as {@code users.0.email}. */
    private static ObjectNode with(ObjectNode form, String field, JsonNode value) {
        String[] steps = field.split("\\.", -1);
        JsonNode at = form;
        if (field.endsWith("s.0") && form.at("/" + field.replace('.', '/')).isMissingNode()) {
            return with(
                    form,
                    field.substring(0, field.length() - 2),
                    Json.mapper().createArrayNode().add(value));
        }
        for (int i = 0; i < steps.length - 1; i++) {
            JsonNode next = at.isArray() ? at.get(Integer.parseInt(steps[i])) : at.get(steps[i]);
            at = next == null ? ((ObjectNode) at).putObject(steps[i]) : next;
        }
        String last = steps[steps.length - 1];
        if (at instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), value);
        } else {
            ((ObjectNode) at).set(last, value);
        }
        return form;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slug | null | 2 to 32 of a-z",
                "slug | \"a\" | 2 to 32 of a-z",
                "slug | \"Acme\" | 2 to 32 of a-z",
                "slug | \"-acme\" | 2 to 32 of a-z",
                "slug | 7 | a string",
                "name | null | given",
                "name | \"  \" | given",
                "name | \"a\\u0007b\" | without control characters",
                "hosts | [\"a.test\",\"A.test\"] | each once",
                "hosts | [\"a.test:80\"] | without ports",
                "hosts | [\"\"] | names of hosts",
                "hosts.0 | null | given, not null",
                "assets.0 | null | given, not null",
                "assets.0.code | \"btc\" | of A-Z and 0-9",
                "assets.0.scale | 19 | from 0 to 18",
                "assets.0.scale | null | from 0 to 18",
                "assets.0.supply | \"0\" | above zero",
                "assets.0.supply | \"1.5\" | a plain decimal",
                "assets.0.supply | 5 | a string",
                "markets.0 | null | given, not null",
                "markets.0.base | \"ETH\" | the code of a listed asset",
                "markets.0.quote | null | the code of a listed asset",
                "markets.0.quote | \"BTC\" | another asset than base",
                "markets.0.price_scale | 19 | from 0 to 18",
                "markets.0.price_tick | \"0\" | above zero",
                "markets.0.max_price | \"0.001\" | a plain decimal",
                "markets.0.max_quantity | \"0.001\" | min_quantity or more",
                "markets.0.maker_fee | \"2\" | within -0.1..0.1",
                "markets.0.max_open_orders | -1 | from 0 to",
                "markets.0.order_types | [] | at least one",
                "markets.0.order_types.0 | \"maybe\" | one of",
                "users | [] | one of them with the role admin",
                "users.0 | null | given, not null",
                "users.0.email | \"nobody\" | an e-mail address",
                "users.0.email | null | given",
                "users.1.email | \"BOSS@acme.test\" | another than of the other users",
                "users.0.first_name | \" \" | given",
                "users.0.first_name | \"A\\u0000\" | without zero characters",
                "users.0.last_name | \"A\\tB\" | without control characters",
                "users.0.password | \"short\" | at least 8 characters",
                "users.0.password | null | given, or password_hash, not both",
                "users.1.password_hash | \"plain\" | a hash of Argon2id",
                "users.1.roles.0 | \"super_admin\" | a role of a tenant",
                "users.1.roles.0 | \"king\" | a role of a tenant",
                "users.1.roles.0 | null | given, not null",
                "configuration.branding.logo_url | \"http://x.test\" | begins with https://",
                "configuration.branding.icon_url | \"javascript:x\" | begins with https://",
                "configuration.branding.terms_url | \"https://x.test/<b>\" | begins with https://",
                "configuration.branding.primary_color | \"red\" | a color such as",
                "configuration.branding.accent_color | \"#12345\" | a color such as",
                "configuration.branding.support_email | \"nobody\" | an e-mail address",
                "configuration.locales | [] | 1 to 50 languages",
                "configuration.locales | [\"english\"] | 1 to 50 languages",
                "configuration.locales | [\"en\",\"en\"] | 1 to 50 languages",
                "configuration.features.flying | true | one of the features",
                "configuration.features.trading | null | given, not null",
                "configuration.rate_limits.tenant | 0 | within 1..",
                "configuration.rate_limits.tiers.king | 5 | the name of a role",
                "configuration.rate_limits.tiers.trader | 0 | within 1..",
                "configuration.rate_limits.tiers.trader | null | given, not null",
                "configuration.market_defaults.maker_fee | \"0.2\" | within -0.1..0.1",
                "configuration.market_defaults.taker_fee | \"-0.001\" | within 0..0.1",
                "configuration.market_defaults.taker_fee | \"0.0000001\" | a plain decimal",
                "configuration.market_defaults.max_notional | \"-1\" | a plain decimal",
                "configuration.market_defaults.max_position | \"1e3\" | a plain decimal",
                "configuration.market_defaults.max_open_orders | -1 | from 0 to",
                "configuration.self_trade_prevention | \"mine\" | one of",
            })
    void aFieldThatIsWrongIsNamedWithItsRule(String field, String value, String rule) {
        ObjectNode form = with(form("wrong"), field, World.json(value));
        refused(field, rule, world.post(ALL, form.toString()));
        refused(404, "not_found", world.get(one(tenant + 1)));
    }

    @Test
    void aPasswordAndAHashAreNotBothGiven() {
        ObjectNode form = with(form("wrong"), "users.0.password_hash", World.json("\"$x\""));
        refused("users.0.password", "given, or password_hash, not both", world.post(ALL, form.toString()));
    }

    @Test
    void oversizedFormIsRefused() {
        ObjectNode users = form("many");
        IntStream.range(0, 101)
                .forEach(i -> users.withArray("users").add(users.at("/users/0").deepCopy()));
        refused("users", "1 to 100 users", world.post(ALL, users.toString()));
        ObjectNode assets = form("many");
        IntStream.range(0, 101).forEach(i -> assets.withArray("assets")
                .add(assets.at("/assets/0").deepCopy()));
        refused("assets", "at most 100", world.post(ALL, assets.toString()));
        ObjectNode markets = form("many");
        IntStream.range(0, 101).forEach(i -> markets.withArray("markets")
                .add(markets.at("/markets/0").deepCopy()));
        refused("markets", "at most 100", world.post(ALL, markets.toString()));
        ObjectNode hosts = form("many");
        IntStream.range(0, 21).forEach(i -> hosts.withArray("hosts").add("h" + i + ".test"));
        refused("hosts", "at most 20", world.post(ALL, hosts.toString()));
    }

    @Test
    void allInvalidFieldsAreNamedAtOnce() {
        ObjectNode form = form("wrong").put("slug", "?").put("name", "");
        with(form, "assets.0.scale", World.json("19"));
        with(form, "users.1.email", World.json("\"x\""));
        var answer = world.post(ALL, form.toString());
        for (String field : new String[] {"slug", "name", "assets.0.scale", "users.1.email"}) {
            refused(field, "", answer);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | \"\" | given",
                "hosts | [\"no port:1\"] | without ports",
                "configuration.locales | [\"x\"] | 1 to 50 languages",
                "configuration.market_defaults.maker_fee | \"x\" | a plain decimal",
                "assets | [{\"code\":\"BTC\",\"scale\":8,\"supply\":\"1000\"}] | as it is listed: 6",
                "assets | [{\"code\":\"BTC\",\"scale\":6,\"supply\":\"1\"}] | as it is listed: 1000",
                "assets | [{\"code\":\"ETH\",\"scale\":18,\"supply\":\"1\"}] | coarse enough",
                "markets | [{\"base\":\"BTC\",\"quote\":\"USDT\",\"price_scale\":3}] | as it is listed: 2",
                "markets | [{\"base\":\"BTC\",\"quote\":\"USDT\",\"max_price\":\"90000000000000\",\"max_quantity\":\"9000000000000\"}] | fits the quote",
                "markets | [{\"base\":\"USDT\",\"quote\":\"BTC\"}] | given",
            })
    void aChangeThatIsWrongChangesNothing(String field, String value, String rule) {
        String before = world.get(one(tenant)).text();
        ObjectNode form = with((ObjectNode) World.json("{\"configuration\":{}}"), field, World.json(value));
        var answer = world.patch(one(tenant), form.toString());
        refused(400, "invalid_field", answer);
        assertEquals(true, answer.text().contains(rule), answer.text());
        assertEquals(before, world.get(one(tenant)).text());
    }

    @Test
    void unknownFieldIsRefusedByName() {
        refused(
                400,
                "unknown_field",
                world.post(ALL, form("wrong").put("status", "active").toString()));
        refused(400, "unknown_field", world.patch(one(tenant), "{\"slug\":\"other\"}"));
        refused(400, "unknown_field", world.own("PATCH", tenant, "{\"hosts\":[]}"));
        refused(400, "unknown_field", world.own("PATCH", tenant, "{\"rate_limits\":{}}"));
        for (String part : List.of("branding", "market_defaults", "rate_limits")) {
            refused(400, "unknown_field", world.own("PATCH", tenant, "{\"" + part + "\":{\"other\":1}}"));
            refused(400, "unknown_field", world.patch(one(tenant), "{\"" + part + "\":{\"other\":1}}"));
        }
        refused("locales", "1 to 50", world.own("PATCH", tenant, "{\"locales\":[]}"));
        refused("branding.logo_url", "https://", world.own("PATCH", tenant, "{\"branding\":{\"logo_url\":\"x\"}}"));
    }
}
