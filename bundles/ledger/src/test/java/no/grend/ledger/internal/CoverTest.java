package no.grend.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import no.grend.kernel.Ore;
import no.grend.ledger.Invoice.Parts;
import no.grend.ledger.internal.store.Cover;
import org.junit.jupiter.api.Test;

class CoverTest {

    private static final Parts OWED = parts(500, 38, 12);

    @Test
    void coversThePrincipalFirstUnlessTold() {
        assertThat(Cover.USUAL.outstanding(OWED, 0)).isEqualTo(OWED);
        assertThat(Cover.USUAL.outstanding(OWED, 500)).isEqualTo(parts(0, 38, 12));
        assertThat(Cover.USUAL.outstanding(OWED, 545)).isEqualTo(parts(0, 0, 5));
    }

    @Test
    void coversInTheOrderOfTheSettings() {
        Cover cover = Cover.parse("interest, fee ,PRINCIPAL");
        assertThat(cover.outstanding(OWED, 20)).isEqualTo(parts(500, 30, 0));
        assertThat(cover.outstanding(OWED, 550)).isEqualTo(parts(0, 0, 0));
    }

    @Test
    void refusesAnOrderThatLeavesSomethingOut() {
        assertThatThrownBy(() -> Cover.parse("FEE, PRINCIPAL")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cover.parse("FEE, FEE, PRINCIPAL")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cover.parse("FEE, TAX, PRINCIPAL")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goesOnInTheUsualOrderWhenTheSettingCannotBeRead() {
        assertThat(new LedgerSettings(configuration("NONSENSE")).cover()).isEqualTo(Cover.USUAL);
        assertThat(new LedgerSettings(configuration("FEE, INTEREST, PRINCIPAL")).cover())
                .isEqualTo(Cover.parse("FEE, INTEREST, PRINCIPAL"));
    }

    private static Parts parts(long principal, long fees, long interest) {
        return new Parts(Ore.of(principal), Ore.of(fees), Ore.of(interest));
    }

    private static LedgerSettings.Configuration configuration(String order) {
        return (LedgerSettings.Configuration) Proxy.newProxyInstance(
                LedgerSettings.Configuration.class.getClassLoader(),
                new Class<?>[] {LedgerSettings.Configuration.class},
                (proxy, method, arguments) -> method.getName().equals("coverOrder") ? (Object) order : Boolean.FALSE);
    }
}
