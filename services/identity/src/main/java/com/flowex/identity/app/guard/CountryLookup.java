package com.flowex.identity.app.guard;

import com.flowex.platform.settings.AddressRange;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Countries of networks, from a table that the operator supplies; without one every country is unknown. */
public final class CountryLookup {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int LINES_MAX = 20_000;

    private record Range(AddressRange range, String country) {}

    private final List<Range> ranges;

    private CountryLookup(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    public static CountryLookup unknown() {
        return new CountryLookup(List.of());
    }

    /**
     * Reads a table with lines such as {@code 203.0.113.0/24,DE}; the first match counts.
     *
     * @throws IllegalArgumentException naming the invalid line, or if the file cannot be read or has too many lines
     */
    public static CountryLookup read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > LINES_MAX) {
                throw new IllegalArgumentException("more than " + LINES_MAX + " lines");
            }
            List<Range> ranges = new ArrayList<>();
            for (String line : lines) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    ranges.add(range(line.strip()));
                }
            }
            return new CountryLookup(ranges);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
        }
    }

    private static Range range(String line) {
        String[] parts = line.split(",", -1);
        if (parts.length != 2 || !COUNTRY.matcher(parts[1]).matches()) {
            throw new IllegalArgumentException("no line of the table: " + line);
        }
        return new Range(AddressRange.of(parts[0]), parts[1]);
    }

    /**
     * Returns the country of an address.
     *
     * @param address address as text
     * @return country; empty if no line matches
     */
    Optional<String> of(String address) {
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        InetAddress from = InetAddress.ofLiteral(address.replaceFirst("%.*", ""));
        return ranges.stream()
                .filter(each -> each.range().contains(from))
                .map(Range::country)
                .findFirst();
    }
}
