package no.grend.testkit;

import java.util.Arrays;
import java.util.stream.Stream;
import no.grend.schema.Database.Dialect;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A fresh database of each kind; JUnit closes it after the test. */
final class EveryDatabase implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(Dialect.values()).map(dialect -> Arguments.of(TestDatabase.fresh(dialect)));
    }
}
