package com.flowex.protocol;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.ExpiryReason;
import com.flowex.domain.FeeRates;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.MarketState;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Scale;
import com.flowex.domain.Side;
import com.flowex.domain.TimeInForce;
import com.flowex.domain.TradeId;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.TransferKind;
import com.flowex.domain.command.CancelAllOrders;
import com.flowex.domain.command.CancelInstrumentOrders;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.HaltInstrument;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.ReduceOrder;
import com.flowex.domain.command.ResolveClientOrderId;
import com.flowex.domain.command.ResumeInstrument;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.ClientOrderIdBurnt;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.InstrumentHalted;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.InstrumentResumed;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferRejected;
import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.PostedTransferState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.RefusedTransferState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** One of every message, with seeded values: ordinary ones and, every third time, the extremes of their type. */
final class RandomMessages {

    private static final String ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/-";
    private static final String CODE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    List<Command> commands() {
        return List.of(
                new PlaceOrder(request()),
                new CancelOrder(account(), order()),
                new CancelOrderByClientId(account(), clientOrderId()),
                new CancelAllOrders(account()),
                new CancelInstrumentOrders(account(), instrumentId()),
                new ReduceOrder(account(), order(), quantity()),
                new ResolveClientOrderId(account(), clientOrderId(), random.nextBoolean()),
                new PostTransfer(transfer()),
                new OpenAccount(account()),
                new ListAsset(asset()),
                new ListInstrument(instrument()),
                new HaltInstrument(anyInt(), instrumentId()),
                new ResumeInstrument(anyInt(), instrumentId()));
    }

    List<Event> events() {
        return List.of(
                new OrderAccepted(order(), request()),
                new TradeExecuted(
                        new TradeId(positive()), instrumentId(), side(), price(), quantity(), amount(), fill(), fill()),
                new OrderRested(order(), instrumentId(), side(), price(), quantity()),
                new BalanceChanged(account(), assetId(), any(), any()),
                new OrderReduced(
                        order(), account(), instrumentId(), side(), price(), quantity(), quantity(), quantity()),
                new OrderCanceled(order(), account(), instrumentId(), side(), price(), quantity()),
                new OrderExpired(order(), account(), instrumentId(), quantity(), one(ExpiryReason.values())),
                new OrderRejected(account(), clientOrderId(), instrumentId(), reason()),
                new TransferRejected(transferId(), reason()),
                new RequestRejected(account(), reason()),
                new ListingRejected(anyInt(), reason()),
                new ClientOrderIdBurnt(account(), clientOrderId()),
                new TransferPosted(transfer()),
                new AccountOpened(account()),
                new AssetListed(asset()),
                new InstrumentListed(instrument()),
                new InstrumentHalted(instrumentId()),
                new InstrumentResumed(instrumentId()));
    }

    List<StateRecord> states() {
        return List.of(
                new Counters(any(), any(), any(), any()),
                new AssetState(asset()),
                new InstrumentState(instrument(), one(MarketState.values())),
                new AccountState(account(), random.nextBoolean()),
                new BalanceState(account(), assetId(), any(), any()),
                new RestingOrderState(order(), account(), instrumentId(), side(), price(), quantity(), quantity()),
                new AcceptedIdState(account(), clientOrderId(), any(), order(), any(), any()),
                new RefusedIdState(account(), clientOrderId(), any(), reason(), any()),
                new BurntIdState(account(), clientOrderId(), any()),
                new ExpiredIdState(account(), any(), any()),
                new PostedTransferState(transfer(), any()),
                new RefusedTransferState(transfer(), reason()));
    }

    List<Request> requests() {
        return commands().stream().map(command -> new Request(any(), command)).toList();
    }

    List<EventBatch> batches() {
        List<Event> all = events();
        return Stream.of(List.<Event>of(), all.subList(0, 1), all.subList(0, 5), all)
                .map(events -> new EventBatch(positive(), events.size(), any(), any(), events))
                .toList();
    }

    List<Reply> replies() {
        List<Reply> replies = new ArrayList<>();
        for (EventBatch batch : batches()) {
            replies.add(new Reply.Applied(any(), batch));
        }
        replies.add(new Reply.Repeated(any(), new FirstAnswer.Accepted(order(), any())));
        replies.add(new Reply.Repeated(any(), new FirstAnswer.Posted(any())));
        replies.add(new Reply.Repeated(any(), new FirstAnswer.Refused(reason())));
        replies.add(new Reply.NotUnderstood(any(), text(ID_CHARACTERS, 0, Reply.NotUnderstood.WHY_LENGTH_MAX)));
        return replies;
    }

    OrderRequest request() {
        return new OrderRequest(account(), clientOrderId(), instrumentId(), side(), quantity(), terms());
    }

    private OrderTerms terms() {
        return switch (random.nextInt(3)) {
            case 0 -> OrderTerms.Market.MARKET;
            case 1 -> new OrderTerms.Limit(price(), TimeInForce.GTC, true);
            default -> new OrderTerms.Limit(price(), one(TimeInForce.values()), false);
        };
    }

    private Transfer transfer() {
        AccountId from = account();
        AccountId to = account();
        while (to.equals(from)) {
            to = account();
        }
        return new Transfer(transferId(), from, to, new Amount(assetId(), positive()), one(TransferKind.values()));
    }

    private Asset asset() {
        return new Asset(positiveInt(), assetId(), code(), scale(), positive());
    }

    private Instrument instrument() {
        AssetId base = assetId();
        AssetId quote = assetId();
        while (quote.equals(base)) {
            quote = assetId();
        }
        return new Instrument(
                positiveInt(),
                instrumentId(),
                code() + "-" + code(),
                base,
                quote,
                rules(),
                new FeeRates(random.nextInt(FeeRates.MILLIONTHS_MAX + 1), random.nextInt(FeeRates.MILLIONTHS_MAX + 1)));
    }

    private InstrumentRules rules() {
        long a = positive();
        long b = positive();
        return new InstrumentRules(
                scale(), positive(), positive(), positive(), Math.min(a, b), Math.max(a, b), positive() - 1);
    }

    private Fill fill() {
        return new Fill(order(), account(), amount(), quantity());
    }

    private AccountId account() {
        return new AccountId(positiveInt() & AccountId.TENANT_MAX | 1, positive() & AccountId.NUMBER_MAX | 1);
    }

    private ClientOrderId clientOrderId() {
        return ClientOrderId.of(text(ID_CHARACTERS, 1, ClientOrderId.LENGTH_MAX));
    }

    private TransferId transferId() {
        return new TransferId(any(), any() | 1);
    }

    private OrderId order() {
        return new OrderId(positive());
    }

    private InstrumentId instrumentId() {
        return new InstrumentId(positiveInt());
    }

    private AssetId assetId() {
        return new AssetId(positiveInt());
    }

    private Amount amount() {
        return new Amount(assetId(), any());
    }

    private Price price() {
        return new Price(positive());
    }

    private Quantity quantity() {
        return new Quantity(positive() - 1);
    }

    private Side side() {
        return one(Side.values());
    }

    private RejectReason reason() {
        return one(RejectReason.values());
    }

    private Scale scale() {
        return new Scale(random.nextInt(Scale.PLACES_MAX + 1));
    }

    private String code() {
        return text(CODE_CHARACTERS, 1, Asset.CODE_LENGTH_MAX);
    }

    private String text(String characters, int lengthMin, int lengthMax) {
        int length = random.nextInt(3) == 0 ? lengthMax : lengthMin + random.nextInt(lengthMax - lengthMin + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    private <T> T one(T[] constants) {
        return constants[random.nextInt(constants.length)];
    }

    private long positive() {
        return switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> Long.MAX_VALUE;
            case 2, 3 -> 1 + (random.nextLong() >>> 1 + random.nextInt(62));
            default -> 1 + random.nextInt(1_000_000);
        };
    }

    private int positiveInt() {
        return switch (random.nextInt(6)) {
            case 0 -> 1;
            case 1 -> Integer.MAX_VALUE;
            default -> 1 + random.nextInt(100_000);
        };
    }

    private long any() {
        return switch (random.nextInt(6)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> 0;
            default -> random.nextLong();
        };
    }

    private int anyInt() {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.MIN_VALUE;
            case 1 -> Integer.MAX_VALUE;
            default -> random.nextInt();
        };
    }
}
