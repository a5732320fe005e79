package com.flowex.trading.order;

import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.SelfTradePrevention;
import com.flowex.domain.Side;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.ProblemException;
import com.flowex.trading.market.InstrumentDirectory;
import com.flowex.trading.market.Market;
import org.jspecify.annotations.Nullable;

/** What a client sent, turned into an order or into the list of what is wrong with it. Decides nothing else. */
final class OrderForm {

    /** Two orders at once, which have their own route. */
    private static final String PAIR = "oco";

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
        if (PAIR.equals(body.type())) {
            throw ProblemException.notYet("the order type " + PAIR);
        }
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

    private OrderRequest read(AccountId account, SpareIds spare) {
        ClientOrderId clientOrderId = clientOrderId(spare);
        Side side = fields.oneOf("side", body.side(), Side.class);
        SelfTradePrevention prevention = body.selfTradePrevention() == null
                ? SelfTradePrevention.NONE
                : fields.oneOf("self_trade_prevention", body.selfTradePrevention(), SelfTradePrevention.class);
        TermsForm terms = new TermsForm(body, market, fields);
        long quantityUnits =
                terms.namesQuoteAmount() ? 0 : fields.positive("quantity", body.quantity(), market.quantityScale());
        terms.read();
        fields.check();
        OrderTerms wanted = terms.terms();
        return new OrderRequest(
                account,
                clientOrderId,
                market.instrument().id(),
                side,
                new Quantity(quantityUnits),
                wanted,
                prevention);
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
}
