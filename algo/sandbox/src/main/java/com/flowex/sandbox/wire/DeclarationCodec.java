package com.flowex.sandbox.wire;

import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.data.DataRequest;
import com.flowex.strategy.parameter.ParameterException;
import com.flowex.strategy.parameter.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** Encodes parameters and subscriptions that a strategy declares. */
public final class DeclarationCodec {

    private enum Type {
        WHOLE,
        NUMBER,
        CHOICE,
        FLAG
    }

    private enum Data {
        BARS,
        TOP,
        DEPTH,
        TRADES
    }

    private static final Type[] TYPES = Type.values();
    private static final Data[] DATA = Data.values();

    private DeclarationCodec() {}

    public static void writeSpecs(FrameWriter out, List<ParameterSpec> specs) {
        out.putInt(specs.size());
        for (ParameterSpec spec : specs) {
            out.putText(spec.name()).putText(spec.meaning());
            switch (spec) {
                case ParameterSpec.Whole whole ->
                    out.putEnum(Type.WHOLE)
                            .putLong(whole.min())
                            .putLong(whole.max())
                            .putLong(whole.defaultValue());
                case ParameterSpec.Decimal number ->
                    out.putEnum(Type.NUMBER)
                            .putDouble(number.min())
                            .putDouble(number.max())
                            .putDouble(number.defaultValue());
                case ParameterSpec.Choice choice -> {
                    out.putEnum(Type.CHOICE)
                            .putText(choice.defaultText())
                            .putInt(choice.choices().size());
                    choice.choices().forEach(out::putText);
                }
                case ParameterSpec.Flag flag -> out.putEnum(Type.FLAG).putBoolean(flag.defaultValue());
            }
        }
    }

    /** @throws WireException if the sender should have refused a declaration */
    public static List<ParameterSpec> specs(FrameReader in) {
        int size = in.getInt(0, Wire.LIST_MAX);
        List<ParameterSpec> specs = new ArrayList<>();
        try {
            for (int i = 0; i < size; i++) {
                specs.add(spec(in, in.getText(Wire.NAME_MAX), in.getText(Wire.SENTENCE_MAX)));
            }
        } catch (ParameterException e) {
            throw new WireException(String.valueOf(e.getMessage()));
        }
        return specs;
    }

    private static ParameterSpec spec(FrameReader in, String name, String meaning) {
        return switch (in.constant(TYPES)) {
            case WHOLE -> new ParameterSpec.Whole(name, meaning, in.getLong(), in.getLong(), in.getLong());
            case NUMBER -> new ParameterSpec.Decimal(name, meaning, in.getDouble(), in.getDouble(), in.getDouble());
            case CHOICE -> {
                String start = in.getText(Wire.NAME_MAX);
                int size = in.getInt(0, Wire.LIST_MAX);
                List<String> choices = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    choices.add(in.getText(Wire.NAME_MAX));
                }
                yield new ParameterSpec.Choice(name, meaning, choices, start);
            }
            case FLAG -> new ParameterSpec.Flag(name, meaning, in.getBoolean());
        };
    }

    public static void writeRequests(FrameWriter out, List<DataRequest> requests) {
        out.putInt(requests.size());
        for (DataRequest request : requests) {
            out.putText(request.symbol());
            switch (request) {
                case DataRequest.Bars bars ->
                    out.putEnum(Data.BARS).putLong(bars.interval().nanos());
                case DataRequest.Top _ -> out.putEnum(Data.TOP);
                case DataRequest.Depth depth -> out.putEnum(Data.DEPTH).putInt(depth.levels());
                case DataRequest.Trades _ -> out.putEnum(Data.TRADES);
            }
        }
    }

    /** @throws WireException if a request is for another market, or breaks a bound */
    public static List<DataRequest> requests(FrameReader in, List<String> markets) {
        int size = in.getInt(0, Wire.LIST_MAX);
        List<DataRequest> requests = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String symbol = in.getText(Wire.NAME_MAX);
            if (!markets.contains(symbol)) {
                throw new WireException("a subscription is for a market that the run does not have");
            }
            requests.add(request(in, symbol));
        }
        return requests;
    }

    private static DataRequest request(FrameReader in, String symbol) {
        try {
            return switch (in.constant(DATA)) {
                case BARS -> new DataRequest.Bars(symbol, new BarInterval(in.getLong()));
                case TOP -> new DataRequest.Top(symbol);
                case DEPTH -> new DataRequest.Depth(symbol, in.getInt());
                case TRADES -> new DataRequest.Trades(symbol);
            };
        } catch (IllegalArgumentException e) {
            throw new WireException(String.valueOf(e.getMessage()));
        }
    }
}
