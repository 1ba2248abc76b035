// Currencies in English: code|symbol|narrow symbol|fraction digits|name of one|name of several.
//
// Empty means: the code itself; the code itself ("=": the symbol); 2; -; the name of one and "s".
// Source: Unicode CLDR 48. Codes that are no longer money are not here.

const CURRENCIES = `
AED||||UAE dirham|
AFN||؋|0|Afghan Afghani|
ALL|||0|Albanian lek|Albanian lekë
AMD||֏||Armenian dram|
ANG||||Netherlands Antillean guilder|
AOA||Kz||Angolan kwanza|
ARS||$||Argentine peso|
AUD|A$|$||Australian dollar|
AWG||||Aruban florin|Aruban florin
AZN||₼||Azerbaijani manat|
BAM||KM||Bosnia-Herzegovina convertible mark|
BBD||$||Barbadian dollar|
BDT||৳||Bangladeshi taka|
BGN||||Bulgarian lev|Bulgarian leva
BHD|||3|Bahraini dinar|
BIF|||0|Burundian franc|
BMD||$||Bermudan dollar|
BND||$||Brunei dollar|
BOB||Bs||Bolivian boliviano|
BRL|R$|=||Brazilian real|
BSD||$||Bahamian dollar|
BTN||||Bhutanese ngultrum|
BWP||P||Botswanan pula|
BYN||||Belarusian ruble|
BZD||$||Belize dollar|
CAD|CA$|$||Canadian dollar|
CDF||||Congolese franc|
CHF||||Swiss franc|
CLP||$|0|Chilean peso|
CNY|CN¥|¥||Chinese yuan|Chinese yuan
COP||$|0|Colombian peso|
CRC||₡||Costa Rican colón|
CUP||$||Cuban peso|
CVE||||Cape Verdean escudo|
CZK||Kč||Czech koruna|
DJF|||0|Djiboutian franc|
DKK||kr||Danish krone|Danish kroner
DOP||$||Dominican peso|
DZD||||Algerian dinar|
EGP||E£||Egyptian pound|
ERN||||Eritrean nakfa|
ETB||||Ethiopian birr|
EUR|€|=||euro|
FJD||$||Fijian dollar|
FKP||£||Falkland Islands pound|
GBP|£|=||British pound|
GEL||₾||Georgian lari|
GHS||GH₵||Ghanaian cedi|
GIP||£||Gibraltar pound|
GMD||||Gambian dalasi|
GNF||FG|0|Guinean franc|
GTQ||Q||Guatemalan quetzal|
GYD||$||Guyanaese dollar|
HKD|HK$|$||Hong Kong dollar|
HNL||L||Honduran lempira|
HTG||||Haitian gourde|
HUF||Ft|0|Hungarian forint|
IDR||Rp|0|Indonesian rupiah|
ILS|₪|=||Israeli new shekel|
INR|₹|=||Indian rupee|
IQD|||0|Iraqi dinar|
IRR|||0|Iranian rial|
ISK||kr|0|Icelandic króna|Icelandic krónur
JMD||$||Jamaican dollar|
JOD|||3|Jordanian dinar|
JPY|¥|=|0|Japanese yen|Japanese yen
KES||||Kenyan shilling|
KGS||⃀||Kyrgyz som|
KHR||៛||Cambodian riel|
KMF||CF|0|Comorian franc|
KPW||₩|0|North Korean won|North Korean won
KRW|₩|=|0|South Korean won|South Korean won
KWD|||3|Kuwaiti dinar|
KYD||$||Cayman Islands dollar|
KZT||₸||Kazakhstani tenge|
LAK||₭|0|Laotian kip|
LBP||L£|0|Lebanese pound|
LKR||Rs||Sri Lankan rupee|
LRD||$||Liberian dollar|
LSL||||Lesotho loti|
LYD|||3|Libyan dinar|
MAD||||Moroccan dirham|
MDL||||Moldovan leu|Moldovan lei
MGA||Ar|0|Malagasy ariary|Malagasy ariaries
MKD||||Macedonian denar|Macedonian denari
MMK||K|0|Myanmar kyat|
MNT||₮||Mongolian tugrik|
MOP||||Macanese pataca|
MRU||||Mauritanian ouguiya|
MUR||Rs||Mauritian rupee|
MVR||||Maldivian rufiyaa|
MWK||||Malawian kwacha|
MXN|MX$|$||Mexican peso|
MYR||RM||Malaysian ringgit|
MZN||||Mozambican metical|
NAD||$||Namibian dollar|
NGN||₦||Nigerian naira|
NIO||C$||Nicaraguan córdoba|
NOK||kr||Norwegian krone|Norwegian kroner
NPR||Rs||Nepalese rupee|
NZD|NZ$|$||New Zealand dollar|
OMR|||3|Omani rial|
PAB||||Panamanian balboa|
PEN||||Peruvian sol|Peruvian soles
PGK||||Papua New Guinean kina|Papua New Guinean kina
PHP|₱|=||Philippine peso|
PKR||Rs|0|Pakistani rupee|
PLN||zł||Polish zloty|
PYG||₲|0|Paraguayan guarani|
QAR||||Qatari riyal|
RON||lei||Romanian leu|Romanian lei
RSD||||Serbian dinar|
RUB||₽||Russian ruble|
RWF||RF|0|Rwandan franc|
SAR||||Saudi riyal|
SBD||$||Solomon Islands dollar|
SCR||||Seychellois rupee|
SDG||||Sudanese pound|
SEK||kr||Swedish krona|Swedish kronor
SGD||$||Singapore dollar|
SHP||£||St. Helena pound|
SLE||||Sierra Leonean leone|
SOS|||0|Somali shilling|
SRD||$||Surinamese dollar|
SSP||£||South Sudanese pound|
STN||Db||São Tomé & Príncipe dobra|
SVC||||Salvadoran colón|Salvadoran colones
SYP||£|0|Syrian pound|
SZL||||Swazi lilangeni|Swazi emalangeni
THB||฿||Thai baht|Thai baht
TJS||||Tajikistani somoni|
TMT||||Turkmenistani manat|Turkmenistani manat
TND|||3|Tunisian dinar|
TOP||T$||Tongan paʻanga|Tongan paʻanga
TRY||₺||Turkish lira|Turkish Lira
TTD||$||Trinidad & Tobago dollar|
TWD|NT$|$||New Taiwan dollar|
TZS||||Tanzanian shilling|
UAH||₴||Ukrainian hryvnia|
UGX|||0|Ugandan shilling|
USD|$|=||US dollar|
UYU||$||Uruguayan peso|
UZS||||Uzbekistani som|Uzbekistani som
VES||||Venezuelan bolívar|
VND|₫|=|0|Vietnamese dong|Vietnamese dong
VUV|||0|Vanuatu vatu|
WST||||Samoan tala|Samoan tala
XAF|FCFA|=|0|Central African CFA franc|
XCD|EC$|$||East Caribbean dollar|
XCG|Cg.|=||Caribbean guilder|
XOF|F CFA|=|0|West African CFA franc|
XPF|CFPF|=|0|CFP franc|
YER|||0|Yemeni rial|
ZAR||R||South African rand|South African rand
ZMW||ZK||Zambian kwacha|
ZWG||||Zimbabwean gold|Zimbabwean gold
`;

exports.isCode = function (code) {
  return /^[A-Za-z]{3}$/.test(code);
};

exports.codes = function () {
  return CURRENCIES.trim().split("\n").map((line) => line.slice(0, 3));
};

exports.fractionDigits = function (code) {
  const digits = fieldsOf(code)[3];
  return digits === "" ? 2 : Number(digits);
};

// display: "symbol", "narrowSymbol" or "code".
exports.symbol = function (code, display) {
  const [, symbol, narrow] = fieldsOf(code);
  if (display === "code") return code;
  if (display === "symbol" || narrow === "=") return symbol || code;
  return narrow || code;
};

exports.name = function (code, category) {
  const [, , , , one, several] = fieldsOf(code);
  return category === "one" ? one : several || (one === code ? one : one + "s");
};

// A code that is not in the table is well-formed all the same, and stands for itself.
function fieldsOf(code) {
  const start = CURRENCIES.indexOf("\n" + code + "|") + 1;
  if (start === 0) return [code, "", "", "", code, ""];
  return CURRENCIES.slice(start, CURRENCIES.indexOf("\n", start)).split("|");
}
