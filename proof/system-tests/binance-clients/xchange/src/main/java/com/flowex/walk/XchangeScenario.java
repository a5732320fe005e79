package com.flowex.walk;

import java.net.URI;
import java.util.Optional;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;

/** Scenario of XChange over REST and streams, with each kind of key that it can sign with. */
final class XchangeScenario {

    private static final int READ_MILLIS_MAX = 300_000;

    private XchangeScenario() {}

    public static void main(String[] arguments) throws Exception {
        URI exchange = URI.create(Optional.ofNullable(System.getenv("BASE_URL")).orElse("http://localhost:8000"));
        ClientScenario walk = new ClientScenario("xchange");
        ScenarioUser walker = ScenarioUser.make(exchange);
        ScenarioUser friend = ScenarioUser.make(exchange);
        LocalBinanceExchange signing = signing(exchange, walker.sharedKey());

        new MarketSteps(walk, open(exchange), signing).quiet();
        friend.quotes("sell", "1010.00", "0.1");
        friend.quotes("sell", "1011.00", "0.1");
        friend.quotes("buy", "990.00", "0.1");
        new TradeSteps(walk, signing).all();
        new MarketSteps(walk, open(exchange), signing).traded();
        new AccountSteps(walk, signing, walker, friend).all();
        LocalBinanceExchange pair = pair(exchange, walker.ed25519Key());
        new StreamSteps(walk, pair, friend).all();

        walker.leaves();
        friend.leaves();
        System.exit(walk.end());
    }

    private static ExchangeSpecification at(URI exchange) {
        ExchangeSpecification specification = new LocalBinanceExchange().getDefaultExchangeSpecification();
        specification.setSslUri(exchange.toString());
        specification.setHttpReadTimeout(READ_MILLIS_MAX);
        return specification;
    }

    private static ExchangeSpecification at(URI exchange, ScenarioUser.ApiKey key) {
        ExchangeSpecification specification = at(exchange);
        specification.setApiKey(key.key());
        specification.setSecretKey(key.secret());
        return specification;
    }

    private static LocalBinanceExchange open(URI exchange) {
        return (LocalBinanceExchange) ExchangeFactory.INSTANCE.createExchange(at(exchange));
    }

    private static LocalBinanceExchange signing(URI exchange, ScenarioUser.ApiKey key) {
        return (LocalBinanceExchange) ExchangeFactory.INSTANCE.createExchange(at(exchange, key));
    }

    /**
     * Returns an exchange with an Ed25519 key; XChange signs with it only if configured, and only then trades over a
     * socket.
     */
    private static LocalBinanceExchange pair(URI exchange, ScenarioUser.ApiKey key) {
        ExchangeSpecification specification = at(exchange, key);
        specification.setExchangeSpecificParametersItem("ed25519", true);
        return (LocalBinanceExchange) ExchangeFactory.INSTANCE.createExchange(specification);
    }
}
