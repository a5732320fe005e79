package com.flowex.trading.order;

import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.ProblemException;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.market.Market;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client sent, turned into an order or into the list of what is wrong with it. Decides nothing else. */
final class OrderForm {

    /** In the contract, refused by name until they are built: nobody may believe that a stop protects them. */
    private static final Set<String> LATER_TYPES = Set.of(
            "stop_loss",
            "stop_loss_limit",
            "take_profit",
            "take_profit_limit",
            "trailing_stop",
            "iceberg",
            "twap",
            "oco");

    private static final String GOOD_TILL_DATE = "gtd";

    /** Stands for a text that was refused: {@link Fields#check} throws before anybody sees it. */
    private static final ClientOrderId REFUSED = ClientOrderId.of("refused");

    private final Fields fields = new Fields();
    private final PlaceOrderBody body;
    private final Market market;

    private OrderForm(PlaceOrderBody body, Market market) {
        this.body = body;
        this.market = market;
    }

    /**
     * Reads an order.
     *
     * @param spare ids for orders that come without one
     * @throws ProblemException 501 naming what is not built yet, 404 for a market that is not listed, 400 naming every
     *     field that breaks a rule
     */
    static OrderRequest read(PlaceOrderBody body, AccountId account, InstrumentDirectory directory, SpareIds spare) {
        refuseWhatIsNotBuilt(body);
        String symbol = required(body.symbol());
        Market market = directory
                .find(account.tenant(), symbol)
                .orElseThrow(() -> ProblemException.refused(RejectReason.UNKNOWN_INSTRUMENT));
        return new OrderForm(body, market).read(account, spare);
    }

    private static String required(@Nullable String symbol) {
        if (symbol == null) {
            throw ProblemException.invalid("symbol", "given");
        }
        return symbol;
    }

    private static void refuseWhatIsNotBuilt(PlaceOrderBody body) {
        if (body.type() != null && LATER_TYPES.contains(body.type())) {
            throw ProblemException.notYet("the order type " + body.type());
        }
        if (GOOD_TILL_DATE.equals(body.timeInForce())) {
            throw ProblemException.notYet("time_in_force " + GOOD_TILL_DATE);
        }
        if (body.stopPrice() != null) {
            throw ProblemException.notYet("stop_price");
        }
    }

    private OrderRequest read(AccountId account, SpareIds spare) {
        ClientOrderId clientOrderId = clientOrderId(spare);
        Side side = fields.oneOf("side", body.side(), Side.class);
        long quantityUnits = fields.positive("quantity", body.quantity(), market.quantityScale());
        Optional<OrderTerms> terms = terms();
        fields.check();
        return new OrderRequest(
                account,
                clientOrderId,
                market.instrument().id(),
                side,
                new Quantity(quantityUnits),
                terms.orElseThrow());
    }

    private ClientOrderId clientOrderId(SpareIds spare) {
        String text = body.clientOrderId();
        if (text == null) {
            return spare.next();
        }
        if (!ClientOrderId.isValid(text)) {
            fields.refuse("client_order_id", ClientOrderId.RULE);
            return REFUSED;
        }
        return ClientOrderId.of(text);
    }

    /** Empty where something was refused. */
    private Optional<OrderTerms> terms() {
        String type = body.type();
        if (OrderWords.LIMIT.equals(type)) {
            return limit();
        }
        if (OrderWords.MARKET.equals(type)) {
            return market();
        }
        fields.refuse("type", "limit or market");
        return Optional.empty();
    }

    private Optional<OrderTerms> limit() {
        long priceUnits = fields.positive("price", body.price(), market.priceScale());
        boolean postOnly = Boolean.TRUE.equals(body.postOnly());
        String word = body.timeInForce() == null ? OrderWords.of(TimeInForce.GTC) : body.timeInForce();
        Optional<TimeInForce> timeInForce = OrderWords.timeInForce(word);
        if (timeInForce.isEmpty()) {
            fields.refuse("time_in_force", "gtc, ioc or fok");
            return Optional.empty();
        }
        if (postOnly && timeInForce.get() != TimeInForce.GTC) {
            fields.refuse("post_only", "left out unless time_in_force is gtc");
            return Optional.empty();
        }
        if (priceUnits <= 0) {
            return Optional.empty();
        }
        return Optional.of(new OrderTerms.Limit(new Price(priceUnits), timeInForce.get(), postOnly));
    }

    private Optional<OrderTerms> market() {
        if (body.price() != null) {
            fields.refuse("price", "left out of a market order");
        }
        if (Boolean.TRUE.equals(body.postOnly())) {
            fields.refuse("post_only", "left out of a market order");
        }
        String word = body.timeInForce();
        if (word != null && !word.equals(OrderWords.of(TimeInForce.IOC))) {
            fields.refuse("time_in_force", "ioc or left out of a market order");
        }
        return Optional.of(OrderTerms.Market.MARKET);
    }
}
