package no.grend.member.internal;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import no.grend.kernel.NationalIdentityNumber;
import no.grend.kernel.OrganisationNumber;
import no.grend.kernel.Problem;
import no.grend.member.Contact.Address;
import no.grend.member.Contact.ContactKind;
import no.grend.member.NewContact;

/**
 * A contact's fields, checked and normalised. Fields not known are null.
 *
 * @param name the display name: given and family name of a person
 * @param organisationNumber nine digits
 */
public record ContactFields(
        ContactKind kind,
        String givenName,
        String familyName,
        String name,
        LocalDate birthDate,
        String sex,
        EmailAddress email,
        MobileNumber mobile,
        Address address,
        String language,
        NationalIdentityNumber nationalIdentityNumber,
        String organisationNumber) {

    private static final int LONGEST_NAME = 120;
    private static final Set<String> LANGUAGES = Set.of("nb", "nn", "en");
    private static final Set<String> SEXES = Set.of("FEMALE", "MALE", "OTHER");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final LocalDate OLDEST_BIRTH = LocalDate.of(1890, 1, 1);

    /**
     * Checks every field.
     *
     * @param today the business date whose rules apply
     * @throws Problem that names every field that is wrong, repeating none of their content
     */
    public static ContactFields check(NewContact given, LocalDate today) {
        return new Check(today).all(given);
    }

    /** The check of one contact. */
    private static final class Check {
        private final LocalDate today;
        private final Findings findings = new Findings();

        Check(LocalDate today) {
            this.today = today;
        }

        ContactFields all(NewContact given) {
            boolean person = given.kind() == ContactKind.PERSON;
            if (given.kind() == null) {
                findings.add("/kind", "KIND_MISSING", "kind must be PERSON or ORGANISATION.");
            }
            String givenName = name("/givenName", given.givenName(), LONGEST_NAME);
            String familyName = name("/familyName", given.familyName(), LONGEST_NAME);
            String name = name("/name", given.name(), 2 * LONGEST_NAME);
            requireName(given.kind(), givenName, familyName, name);
            ContactFields fields = new ContactFields(
                    given.kind(),
                    person ? givenName : null,
                    person ? familyName : null,
                    person ? join(givenName, familyName) : name,
                    birthDate(given.birthDate()),
                    oneOf("/sex", given.sex(), SEXES),
                    email(given.email()),
                    mobile(given.mobile()),
                    address(given.address()),
                    given.language() == null ? "nb" : oneOf("/language", given.language(), LANGUAGES),
                    nationalIdentityNumber(given, person),
                    organisationNumber(given, person));
            findings.refuseIfAny("CONTACT_INVALID");
            return fields;
        }

        private void requireName(ContactKind kind, String givenName, String familyName, String name) {
            if (!findings.isEmpty()) {
                return;
            }
            if (kind == ContactKind.PERSON && givenName == null && familyName == null) {
                findings.add("/givenName", "NAME_MISSING", "A person needs givenName, familyName or both.");
            }
            if (kind == ContactKind.ORGANISATION && name == null) {
                findings.add("/name", "NAME_MISSING", "An organisation needs a name.");
            }
        }

        /** A name that is sent empty is a mistake; one that is not known is left out. */
        private String name(String pointer, String value, int longest) {
            if (value != null && value.isBlank()) {
                String field = pointer.substring(1);
                findings.add(pointer, "NAME_BLANK", field + " is empty; give a name, or leave " + field + " out.");
            }
            return text(pointer, value, longest);
        }

        private String text(String pointer, String value, int longest) {
            if (value == null) {
                return null;
            }
            String clean = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
            if (clean.length() > longest) {
                findings.add(pointer, "TEXT_TOO_LONG", pointer + " may have at most " + longest + " characters.");
            }
            if (clean.codePoints().anyMatch(Check::unprintable)) {
                findings.add(pointer, "TEXT_UNPRINTABLE", pointer + " holds control characters; remove them.");
            }
            return clean.isEmpty() ? null : clean;
        }

        private static boolean unprintable(int c) {
            int type = Character.getType(c);
            return type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
        }

        private LocalDate birthDate(LocalDate value) {
            if (value != null && (value.isAfter(today) || value.isBefore(OLDEST_BIRTH))) {
                findings.add("/birthDate", "BIRTH_DATE_IMPOSSIBLE", "birthDate must be between 1890 and today.");
            }
            return value;
        }

        private String oneOf(String pointer, String value, Set<String> allowed) {
            if (value != null && !allowed.contains(value)) {
                findings.add(
                        pointer,
                        "VALUE_UNKNOWN",
                        pointer + " must be one of " + allowed.stream().sorted().toList() + ".");
            }
            return value;
        }

        private EmailAddress email(String value) {
            if (value == null || value.isBlank()) {
                return null;
            }
            EmailAddress email = EmailAddress.parse(value).orElse(null);
            if (email == null) {
                findings.add("/email", "EMAIL_INVALID", "email is not an e-mail address, such as kari@example.no.");
            }
            return email;
        }

        private MobileNumber mobile(String value) {
            if (value == null || value.isBlank()) {
                return null;
            }
            MobileNumber mobile = MobileNumber.parse(value).orElse(null);
            if (mobile == null) {
                findings.add(
                        "/mobile",
                        "MOBILE_INVALID",
                        "mobile is not a telephone number; write eight digits, or + and the country code.");
            }
            return mobile;
        }

        private Address address(Address value) {
            if (value == null) {
                return null;
            }
            String street = text("/address/street", value.street(), 200);
            String postalCode = text("/address/postalCode", value.postalCode(), 12);
            String city = text("/address/city", value.city(), 100);
            String country = value.country() == null || value.country().isBlank()
                    ? "NO"
                    : value.country().strip().toUpperCase(Locale.ROOT);
            if (!COUNTRIES.contains(country)) {
                findings.add("/address/country", "COUNTRY_UNKNOWN", "country must be an ISO 3166 code such as NO.");
            }
            boolean norwegian = country.equals("NO") && postalCode != null;
            if (norwegian && !(postalCode.length() == 4 && postalCode.chars().allMatch(c -> c >= '0' && c <= '9'))) {
                findings.add("/address/postalCode", "POSTAL_CODE_INVALID", "A Norwegian postal code is four digits.");
            }
            return street == null && postalCode == null && city == null
                    ? null
                    : new Address(street, postalCode, city, country);
        }

        private NationalIdentityNumber nationalIdentityNumber(NewContact given, boolean person) {
            String value = given.nationalIdentityNumber();
            if (value == null || value.isBlank()) {
                return null;
            }
            if (!person) {
                findings.add(
                        "/nationalIdentityNumber",
                        "NUMBER_NOT_ALLOWED",
                        "Only a person has a national identity number.");
                return null;
            }
            try {
                return NationalIdentityNumber.of(value.strip(), today);
            } catch (Problem invalid) {
                findings.add("/nationalIdentityNumber", invalid.code(), invalid.getMessage());
                return null;
            }
        }

        private String organisationNumber(NewContact given, boolean person) {
            String value = given.organisationNumber();
            if (value == null || value.isBlank()) {
                return null;
            }
            if (person) {
                findings.add(
                        "/organisationNumber",
                        "NUMBER_NOT_ALLOWED",
                        "Only an organisation has an organisation number.");
                return null;
            }
            try {
                return OrganisationNumber.parse(value.strip()).digits();
            } catch (Problem invalid) {
                findings.add("/organisationNumber", invalid.code(), invalid.getMessage());
                return null;
            }
        }

        private static String join(String givenName, String familyName) {
            if (givenName == null) {
                return familyName;
            }
            return familyName == null ? givenName : givenName + " " + familyName;
        }
    }
}
