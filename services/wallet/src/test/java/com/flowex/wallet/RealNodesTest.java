package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.custody.Coin;
import com.flowex.custody.KeyPath;
import com.flowex.custody.bitcoin.BcoinWorld;
import com.flowex.custody.chain.Chain;
import com.flowex.custody.connector.Connectors;
import com.flowex.custody.connector.CustodySettings;
import com.flowex.custody.contract.World;
import com.flowex.custody.ethereum.HardhatWorld;
import com.flowex.custody.key.Seed;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import com.flowex.wallet.store.chain.ReceivedOutputsTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: money comes in and goes out over real networks, from the address that the API gives to what the node shows. Method: the wallet
 * on bcoin and hardhat in processes of their own, through the settings of an exchange; skipped where they are not installed.
 */
@Tag("process")
@Timeout(900)
class RealNodesTest {

    /** Number of outputs in which the hot address is funded: a Bitcoin payment takes several of them as inputs. */
    private static final int PIECES = 8;

    @SuppressWarnings("NullAway.Init")
    private static BcoinWorld bitcoin;

    @SuppressWarnings("NullAway.Init")
    private static HardhatWorld ethereum;

    @SuppressWarnings("NullAway.Init")
    private static WalletWorld world;

    @SuppressWarnings("NullAway.Init")
    private static List<Chain> chains;

    @BeforeAll
    static void start() {
        bitcoin = new BcoinWorld();
        ethereum = new HardhatWorld();
        SettingsReader reader = new SettingsReader(Map.of(
                "FLOWEX_BITCOIN_URL", bitcoin.url().toString(),
                "FLOWEX_BITCOIN_NETWORK", "regtest",
                "FLOWEX_BITCOIN_CONFIRMATIONS", "2",
                "FLOWEX_BITCOIN_FINALITY", "4",
                "FLOWEX_ETHEREUM_URL", ethereum.url().toString(),
                "FLOWEX_ETHEREUM_CHAIN", "1337",
                "FLOWEX_ETHEREUM_TOKENS", "USDT:" + ethereum.coins().getLast().token() + ":18",
                "FLOWEX_ETHEREUM_CONFIRMATIONS", "2",
                "FLOWEX_ETHEREUM_FINALITY", "4"));
        CustodySettings settings = CustodySettings.read(reader, Profile.DEV, Path.of("target"));
        reader.finish();
        world = new WalletWorld(WithdrawalSettings.DEFAULTS, (platform, _) -> {
            chains = Connectors.open(
                    settings, List.of(), new ReceivedOutputsTable(platform.database(), Connectors.BITCOIN));
            return chains;
        });
        world.exchange.accepted(new ListAsset(new Asset(1, new AssetId(2), "ETH", new Scale(8), 1_000_000_000)));
        world.shown();
    }

    @AfterAll
    static void end() {
        if (world != null) {
            world.close();
        }
        if (ethereum != null) {
            ethereum.close();
        }
        if (bitcoin != null) {
            bitcoin.close();
        }
    }

    @Test
    void bitcoinComesInAndGoesOut() {
        inAndOut(bitcoin, "BTC", "0.5", "0.2", "0.0001");
    }

    @Test
    void etherComesInAndGoesOut() {
        inAndOut(ethereum, "ETH", "3", "1", "0.0005");
    }

    @Test
    void aTokenComesInAndGoesOut() {
        inAndOut(ethereum, "USDT", "1000", "100", "1");
    }

    private static void inAndOut(World node, String currency, String in, String out, String fee) {
        Chain chain = chains.stream()
                .filter(one -> one.scheme()
                        .network()
                        .code()
                        .equals(node.chain().scheme().network().code()))
                .findFirst()
                .orElseThrow();
        Coin coin = chain.scheme().coin(currency).orElseThrow();
        BigInteger before = held(currency);
        node.fund(address(currency, coin.network()), coin, units(coin, in));
        assertEquals(before, held(currency), "one block is not enough");
        node.mine(1);
        Await.until(() -> held(currency).equals(before.add(units(coin, in))));

        fillHot(node, chain, coin, in);
        String to = receiver(chain, currency);
        TestAnswer answer = world.withdraw(world.ada, currency, out, to, ",\"network\":\"" + coin.network() + "\"");
        assertEquals(201, answer.status(), answer.text());
        String id = answer.json().path("id").asText();
        Await.until(() -> shown(id).path("steps").path(3).path("state").asText().equals("done"));
        assertEquals("confirming", shown(id).path("status").asText());
        assertEquals(BigInteger.ZERO, chain.balance(to, coin), "it is in no block yet");
        node.mine(2);
        Await.until(() -> shown(id).path("status").asText().equals("completed"));
        node.mine(2);
        Await.until(() -> shown(id).path("steps").path(6).path("state").asText().equals("done"));

        assertEquals(
                units(coin, new BigDecimal(out).subtract(new BigDecimal(fee)).toPlainString()), onNode(node, to, coin));
        assertEquals(before.add(units(coin, in)).subtract(units(coin, out)), held(currency));
        Await.until(() -> {
            String verdict = verdict(currency, coin.network());
            assertTrue(!verdict.equals("differs"), verdict);
            return verdict.equals("equal");
        });
    }

    /** Pays to the payout address: money, and the network's fee for it. */
    private static void fillHot(World node, Chain chain, Coin coin, String whole) {
        Seed seed = WalletWorld.SEED;
        String hot = chain.scheme().address(seed.keys(chain.scheme().network()).publicKey(KeyPath.hot(1)));
        BigInteger piece = units(coin, whole).divide(BigInteger.valueOf(PIECES));
        for (int i = 0; i < PIECES; i++) {
            node.fund(hot, coin, piece.add(BigInteger.valueOf(i)));
        }
        if (!coin.isNative()) {
            node.fund(hot, node.coins().getFirst(), units(node.coins().getFirst(), "1"));
        }
        node.mine(1);
    }

    private static String receiver(Chain chain, String currency) {
        KeyPath path = KeyPath.deposit(4_000_000, currency.length() + currency.charAt(0));
        return chain.scheme()
                .address(WalletWorld.SEED.keys(chain.scheme().network()).publicKey(path));
    }

    /** The answer of a block explorer of this node: all blocks are looked through. */
    private static BigInteger onNode(World node, String address, Coin coin) {
        BigInteger sum = BigInteger.ZERO;
        for (long height = node.chain().tip().height();
                height > node.chain().tip().height() - 10;
                height--) {
            var block = node.chain().block(height).orElseThrow();
            for (var receipt : node.chain().receipts(block).orElseThrow()) {
                if (receipt.to().equals(address) && receipt.token().equals(coin.token())) {
                    sum = sum.add(receipt.units());
                }
            }
        }
        return sum;
    }

    private static BigInteger units(Coin coin, String whole) {
        return new BigDecimal(whole).movePointRight(coin.decimals()).toBigIntegerExact();
    }

    private static BigInteger held(String currency) {
        Coin coin = chains.stream()
                .flatMap(chain -> chain.scheme().coin(currency).stream())
                .findFirst()
                .orElseThrow();
        TestAnswer answer = world.server.get("/api/wallet/balance/" + currency, world.ada);
        return units(coin, answer.json().path("total").asText());
    }

    private static String address(String currency, String network) {
        for (JsonNode item :
                world.server.get("/api/wallet/addresses", world.ada).json().path("items")) {
            if (item.path("currency").asText().equals(currency)
                    && item.path("network").asText().equals(network)) {
                return item.path("address").asText();
            }
        }
        throw new AssertionError("no address for " + currency + " on " + network);
    }

    private static JsonNode shown(String id) {
        return world.server.get("/api/wallet/withdrawals/" + id, world.ada).json();
    }

    private static String verdict(String currency, String network) {
        for (JsonNode item : world.server
                .post("/api/v1/reconciliation", "", world.admin)
                .json()
                .path("items")) {
            if (item.path("currency").asText().equals(currency)
                    && item.path("network").asText().equals(network)) {
                return item.path("verdict").asText();
            }
        }
        throw new AssertionError("nothing was compared of " + currency + " on " + network);
    }
}
