package com.flowex.platform.testing;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The seeds of {@link Seeds}. */
final class UsualSeeds implements ArgumentsProvider {

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Seeds seeds = context.getRequiredTestMethod().getAnnotation(Seeds.class);
        int tried = Boolean.getBoolean("flowex.full") ? seeds.value().length : seeds.usual();
        return LongStream.of(seeds.value()).limit(tried).mapToObj(Arguments::of);
    }
}
