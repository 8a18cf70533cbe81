package no.grend.member.internal.exchange;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a column of an import may hold, and the headers by which it is guessed, Norwegian and English. */
enum ImportField {
    MEMBER_NUMBER("memberNumber", "medlemsnummer", "medlemsnr", "medlnr", "membernumber", "memberno"),
    KIND("kind", "type", "kontakttype"),
    GIVEN_NAME("givenName", "fornavn", "firstname", "givenname"),
    FAMILY_NAME("familyName", "etternavn", "lastname", "surname", "familyname"),
    NAME("name", "navn", "fulltnavn", "firmanavn", "organisasjonsnavn", "company", "fullname"),
    BIRTH_DATE("birthDate", "fødselsdato", "født", "fdato", "birthdate", "dateofbirth", "born"),
    SEX("sex", "kjønn", "gender"),
    EMAIL("email", "epost", "epostadresse", "mail", "emailaddress"),
    MOBILE("mobile", "mobil", "mobilnummer", "mobiltelefon", "telefon", "tlf", "phone", "mobilephone"),
    STREET("street", "adresse", "gateadresse", "adresse1", "postadresse", "address", "streetaddress"),
    POSTAL_CODE("postalCode", "postnummer", "postnr", "zip", "zipcode", "postalcode", "postcode"),
    CITY("city", "poststed", "sted", "by", "town"),
    COUNTRY("country", "land", "landkode"),
    LANGUAGE("language", "språk", "målform"),
    NATIONAL_IDENTITY_NUMBER("nationalIdentityNumber", "fødselsnummer", "personnummer", "fnr", "nationalid"),
    ORGANISATION_NUMBER("organisationNumber", "organisasjonsnummer", "orgnr", "orgnummer", "organizationnumber"),
    CATEGORY("category", "kategori", "medlemskategori", "medlemstype", "membershipcategory"),
    FROM("from", "medlemfra", "innmeldt", "innmeldtdato", "innmeldingsdato", "startdato", "membersince"),
    PAID_UNTIL("paidUntil", "betalttil", "betalttilogmed", "paiduntil");

    private final String json;
    private final List<String> headers;

    ImportField(String json, String... headers) {
        this.json = json;
        this.headers = List.of(headers);
    }

    /** Its name in a mapping, {@code givenName}. */
    String json() {
        return json;
    }

    static Optional<ImportField> named(String name) {
        return Arrays.stream(values()).filter(f -> f.json.equals(name)).findFirst();
    }

    /** Guesses by headers: column to field; a field is guessed once, and columns that are not known are left out. */
    static Map<String, ImportField> guess(List<String> columns) {
        Map<String, ImportField> mapping = new LinkedHashMap<>();
        for (String column : columns) {
            String plain = plain(column);
            Arrays.stream(values())
                    .filter(f -> f.headers.contains(plain)
                            || f.json.toLowerCase(Locale.ROOT).equals(plain))
                    .filter(f -> !mapping.containsValue(f))
                    .findFirst()
                    .ifPresent(f -> mapping.put(column, f));
        }
        return mapping;
    }

    private static String plain(String column) {
        return Normalizer.normalize(column, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
