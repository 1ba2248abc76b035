// Names of time zones in English, as they are used today. Source: Unicode CLDR 48.
//
// standard name|short|minutes east of UTC|daylight name|short|minutes|zones. A zone whose offset is neither of the two at
// some time (it used another name then, or has changed its rules since) gets "GMT+N" for that time instead.

const NAMES = `
Acre Standard Time||-300|||| America/Eirunepe America/Rio_Branco Brazil/Acre America/Porto_Acre 
Afghanistan Time||270|||| Asia/Kabul 
Alaska Standard Time|AKST|-540|Alaska Daylight Time|AKDT|-480| America/Anchorage America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat US/Alaska 
Amazon Standard Time||-240|||| America/Boa_Vista America/Campo_Grande America/Cuiaba America/Manaus America/Porto_Velho Brazil/West 
American Samoa Standard Time||-660|||| Pacific/Pago_Pago US/Samoa Pacific/Samoa Pacific/Midway 
Arabian Standard Time||180|||| Asia/Baghdad Asia/Qatar Asia/Riyadh Asia/Aden Asia/Bahrain Asia/Kuwait 
Argentina Standard Time||-180|||| America/Argentina/Buenos_Aires America/Argentina/Catamarca America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/La_Rioja America/Argentina/Mendoza America/Argentina/Rio_Gallegos America/Argentina/Salta America/Argentina/San_Juan America/Argentina/San_Luis America/Argentina/Tucuman America/Argentina/Ushuaia America/Buenos_Aires America/Catamarca America/Cordoba America/Jujuy America/Mendoza America/Argentina/ComodRivadavia America/Rosario 
Armenia Standard Time||240|||| Asia/Yerevan 
Atlantic Standard Time|AST|-240|Atlantic Daylight Time|ADT|-180| America/Barbados America/Martinique America/Puerto_Rico America/Santo_Domingo America/Virgin America/Anguilla America/Antigua America/Aruba America/Blanc-Sablon America/Curacao America/Dominica America/Grenada America/Guadeloupe America/Kralendijk America/Lower_Princes America/Marigot America/Montserrat America/Port_of_Spain America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola America/Glace_Bay America/Goose_Bay America/Halifax America/Moncton America/Thule Atlantic/Bermuda Canada/Atlantic 
Australian Central Standard Time||570|Australian Central Daylight Time||630| Australia/Adelaide Australia/Broken_Hill Australia/South Australia/Yancowinna Australia/Darwin Australia/North 
Australian Central Western Standard Time||525|||| Australia/Eucla 
Australian Eastern Standard Time||600|Australian Eastern Daylight Time||660| Antarctica/Macquarie Australia/Hobart Australia/Melbourne Australia/Sydney Australia/ACT Australia/NSW Australia/Tasmania Australia/Victoria Australia/Canberra Australia/Currie Australia/Brisbane Australia/Lindeman Australia/Queensland 
Australian Western Standard Time||480|||| Antarctica/Casey Australia/Perth Australia/West 
Azerbaijan Standard Time||240|||| Asia/Baku 
Azores Standard Time||-60|Azores Summer Time||0| Atlantic/Azores 
Bangladesh Standard Time||360|||| Asia/Dhaka Asia/Dacca 
Bhutan Time||360|||| Asia/Thimphu Asia/Thimbu 
Bolivia Time||-240|||| America/La_Paz 
Brasilia Standard Time||-180|||| America/Araguaina America/Bahia America/Belem America/Fortaleza America/Maceio America/Recife America/Santarem America/Sao_Paulo Brazil/East 
Brunei Time||480|||| Asia/Brunei 
Cape Verde Standard Time||-60|||| Atlantic/Cape_Verde 
Central Africa Time||120|||| Africa/Juba Africa/Khartoum Africa/Maputo Africa/Windhoek Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Kigali Africa/Lubumbashi Africa/Lusaka 
Central European Standard Time||60|Central European Summer Time||120| Africa/Algiers Africa/Tunis Africa/Ceuta Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Brussels Europe/Budapest Europe/Gibraltar Europe/Madrid Europe/Malta Europe/Paris Europe/Prague Europe/Rome Europe/Tirane Europe/Vienna Europe/Warsaw Europe/Zurich CET MET Poland Arctic/Longyearbyen Europe/Amsterdam Europe/Bratislava Europe/Busingen Europe/Copenhagen Europe/Ljubljana Europe/Luxembourg Europe/Monaco Europe/Oslo Europe/Podgorica Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Stockholm Europe/Vaduz Europe/Vatican Europe/Zagreb Atlantic/Jan_Mayen 
Central Indonesia Time||480|||| Asia/Makassar Asia/Ujung_Pandang 
Central Standard Time|CST|-360|Central Daylight Time|CDT|-300| America/Bahia_Banderas America/Belize America/Chihuahua America/Costa_Rica America/El_Salvador America/Guatemala America/Managua America/Merida America/Mexico_City America/Monterrey America/Regina America/Swift_Current America/Tegucigalpa Canada/Saskatchewan Mexico/General America/Chicago America/Indiana/Knox America/Indiana/Tell_City America/Matamoros America/Menominee America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem America/Ojinaga America/Rankin_Inlet America/Resolute America/Winnipeg CST6CDT Canada/Central US/Central US/Indiana-Starke America/Knox_IN America/Rainy_River 
Chamorro Standard Time||600|||| Pacific/Guam Pacific/Saipan 
Chatham Standard Time||765|Chatham Daylight Time||825| Pacific/Chatham NZ-CHAT 
Chile Standard Time||-240|Chile Summer Time||-180| America/Coyhaique America/Santiago Chile/Continental 
China Standard Time||480|||| Asia/Macau Asia/Shanghai PRC Asia/Chongqing Asia/Harbin Asia/Chungking Asia/Macao 
Christmas Island Time||420|||| Indian/Christmas 
Chuuk Time||600|||| Pacific/Chuuk Pacific/Yap Pacific/Truk 
Cocos Islands Time||390|||| Indian/Cocos 
Colombia Standard Time||-300|||| America/Bogota 
Cook Islands Standard Time||-600|||| Pacific/Rarotonga 
Cuba Standard Time||-300|Cuba Daylight Time||-240| America/Havana Cuba 
Davis Time||420|||| Antarctica/Davis 
Dumont d’Urville Time||600|||| Antarctica/DumontDUrville 
East Africa Time||180|||| Africa/Nairobi Africa/Addis_Ababa Africa/Asmara Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala Africa/Mogadishu Indian/Antananarivo Indian/Comoro Indian/Mayotte Africa/Asmera 
Easter Island Standard Time||-360|Easter Island Summer Time||-300| Pacific/Easter Chile/EasterIsland 
Eastern European Standard Time||120|Eastern European Summer Time||180| Africa/Cairo Asia/Beirut Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Nicosia Europe/Athens Europe/Bucharest Europe/Chisinau Europe/Helsinki Europe/Kyiv Europe/Riga Europe/Sofia Europe/Tallinn Europe/Vilnius EET Egypt Europe/Mariehamn Europe/Tiraspol Europe/Uzhgorod Europe/Zaporozhye Europe/Kiev Europe/Nicosia Africa/Tripoli Europe/Kaliningrad Libya 
Eastern Indonesia Time||540|||| Asia/Jayapura 
Eastern Standard Time|EST|-300|Eastern Daylight Time|EDT|-240| America/Cancun America/Jamaica America/Panama EST Jamaica America/Atikokan America/Cayman America/Coral_Harbour America/Detroit America/Grand_Turk America/Indiana/Indianapolis America/Indiana/Marengo America/Indiana/Petersburg America/Indiana/Vevay America/Indiana/Vincennes America/Indiana/Winamac America/Iqaluit America/Kentucky/Louisville America/Kentucky/Monticello America/New_York America/Port-au-Prince America/Toronto EST5EDT Canada/Eastern US/East-Indiana US/Eastern US/Michigan America/Indianapolis America/Louisville America/Nassau America/Fort_Wayne America/Montreal America/Nipigon America/Pangnirtung America/Thunder_Bay 
Ecuador Time||-300|||| America/Guayaquil 
Falkland Islands Standard Time||-180|||| Atlantic/Stanley 
Fernando de Noronha Standard Time||-120|||| America/Noronha Brazil/DeNoronha 
Fiji Standard Time||720|||| Pacific/Fiji 
French Guiana Time||-180|||| America/Cayenne 
French Southern & Antarctic Time||300|||| Indian/Kerguelen 
Galapagos Time||-360|||| Pacific/Galapagos 
Gambier Time||-540|||| Pacific/Gambier 
Georgia Standard Time||240|||| Asia/Tbilisi 
Gilbert Islands Time||720|||| Pacific/Tarawa 
Greenland Standard Time||-120|Greenland Summer Time||-60| America/Nuuk America/Scoresbysund America/Godthab 
Greenwich Mean Time|GMT|0|British Summer Time||60| Europe/London GB GB-Eire Europe/Belfast 
Greenwich Mean Time|GMT|0|Irish Standard Time||60| Europe/Dublin Eire 
Greenwich Mean Time|GMT|0|||| Africa/Abidjan Africa/Bissau Africa/Monrovia Africa/Sao_Tome America/Danmarkshavn Antarctica/Troll Iceland Africa/Accra Africa/Bamako Africa/Banjul Africa/Conakry Africa/Dakar Africa/Freetown Africa/Lome Africa/Nouakchott Africa/Ouagadougou Atlantic/Reykjavik Atlantic/St_Helena Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Africa/Timbuktu 
Gulf Standard Time||240|||| Asia/Dubai Asia/Muscat 
Guyana Time||-240|||| America/Guyana 
Hawaii-Aleutian Standard Time|HAST|-600|Hawaii-Aleutian Daylight Time|HADT|-540| America/Adak US/Aleutian America/Atka 
Hawaii-Aleutian Standard Time|HST|-600|||| Pacific/Honolulu US/Hawaii Pacific/Johnston HST 
Hong Kong Standard Time||480|||| Asia/Hong_Kong Hongkong 
India Standard Time||330|||| Asia/Colombo Asia/Kolkata Asia/Calcutta 
Indian Ocean Time||360|||| Indian/Chagos 
Indochina Time||420|||| Asia/Bangkok Asia/Ho_Chi_Minh Asia/Phnom_Penh Asia/Vientiane Asia/Saigon 
Iran Standard Time||210|||| Asia/Tehran Iran 
Irkutsk Standard Time||480|||| Asia/Irkutsk 
Israel Standard Time||120|Israel Daylight Time||180| Asia/Jerusalem Israel Asia/Tel_Aviv 
Japan Standard Time||540|||| Asia/Tokyo Japan 
Kamchatka Standard Time||720|||| Asia/Anadyr Asia/Kamchatka 
Kazakhstan Time||300|||| Asia/Almaty Asia/Aqtau Asia/Aqtobe Asia/Atyrau Asia/Oral Asia/Qostanay Asia/Qyzylorda 
Khovd Standard Time||420|||| Asia/Hovd 
Korean Standard Time||540|||| Asia/Pyongyang Asia/Seoul ROK 
Kosrae Time||660|||| Pacific/Kosrae 
Krasnoyarsk Standard Time||420|||| Asia/Barnaul Asia/Krasnoyarsk Asia/Novokuznetsk Asia/Novosibirsk Asia/Tomsk 
Kyrgyzstan Time||360|||| Asia/Bishkek 
Line Islands Time||840|||| Pacific/Kiritimati 
Lord Howe Standard Time||630|Lord Howe Daylight Time||660| Australia/Lord_Howe Australia/LHI 
Magadan Standard Time||660|||| Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk 
Malaysia Time||480|||| Asia/Kuching Asia/Kuala_Lumpur 
Maldives Time||300|||| Indian/Maldives 
Marquesas Time||-570|||| Pacific/Marquesas 
Marshall Islands Time||720|||| Pacific/Kwajalein Kwajalein Pacific/Majuro 
Mauritius Standard Time||240|||| Indian/Mauritius 
Mawson Time||300|||| Antarctica/Mawson 
Mexican Pacific Standard Time||-420|||| America/Hermosillo America/Mazatlan Mexico/BajaSur 
Moscow Standard Time||180|||| Europe/Kirov Europe/Minsk Europe/Moscow Europe/Simferopol Europe/Volgograd W-SU 
Mountain Standard Time|MST|-420|Mountain Daylight Time|MDT|-360| America/Boise America/Cambridge_Bay America/Ciudad_Juarez America/Denver America/Edmonton America/Inuvik MST7MDT Canada/Mountain Navajo US/Mountain America/Shiprock America/Yellowknife America/Dawson_Creek America/Fort_Nelson America/Phoenix MST US/Arizona America/Creston 
Myanmar Time||390|||| Asia/Yangon Asia/Rangoon 
Nauru Time||720|||| Pacific/Nauru 
Nepal Time||345|||| Asia/Kathmandu Asia/Katmandu 
New Caledonia Standard Time||660|||| Pacific/Noumea 
New Zealand Standard Time||720|New Zealand Daylight Time||780| Pacific/Auckland NZ Antarctica/McMurdo Antarctica/South_Pole 
Newfoundland Standard Time||-210|Newfoundland Daylight Time||-150| America/St_Johns Canada/Newfoundland 
Niue Time||-660|||| Pacific/Niue 
Norfolk Island Standard Time||660|Norfolk Island Daylight Time||720| Pacific/Norfolk 
Omsk Standard Time||360|||| Asia/Omsk 
Pacific Standard Time|PST|-480|Pacific Daylight Time|PDT|-420| America/Los_Angeles America/Tijuana America/Vancouver PST8PDT Canada/Pacific Mexico/BajaNorte US/Pacific America/Ensenada America/Santa_Isabel 
Pakistan Standard Time||300|||| Asia/Karachi 
Palau Time||540|||| Pacific/Palau 
Papua New Guinea Time||600|||| Pacific/Port_Moresby 
Paraguay Standard Time||-180|||| America/Asuncion 
Peru Standard Time||-300|||| America/Lima 
Philippine Standard Time||480|||| Asia/Manila 
Phoenix Islands Time||780|||| Pacific/Kanton Pacific/Enderbury 
Pitcairn Time||-480|||| Pacific/Pitcairn 
Pohnpei Time||660|||| Pacific/Pohnpei Pacific/Ponape 
Rothera Time||-180|||| Antarctica/Rothera 
Réunion Time||240|||| Indian/Reunion 
Samara Standard Time||240|||| Europe/Astrakhan Europe/Samara Europe/Saratov Europe/Ulyanovsk 
Samoa Standard Time||780|||| Pacific/Apia 
Seychelles Time||240|||| Indian/Mahe 
Singapore Standard Time||480|||| Asia/Singapore Singapore 
Solomon Islands Time||660|||| Pacific/Guadalcanal 
South Africa Standard Time||120|||| Africa/Johannesburg Africa/Maseru Africa/Mbabane 
South Georgia Time||-120|||| Atlantic/South_Georgia 
St. Pierre & Miquelon Standard Time||-180|St. Pierre & Miquelon Daylight Time||-120| America/Miquelon 
Suriname Time||-180|||| America/Paramaribo 
Syowa Time||180|||| Antarctica/Syowa 
Tahiti Time||-600|||| Pacific/Tahiti 
Taiwan Standard Time||480|||| Asia/Taipei ROC 
Tajikistan Time||300|||| Asia/Dushanbe 
Timor-Leste Time||540|||| Asia/Dili 
Tokelau Time||780|||| Pacific/Fakaofo 
Tonga Standard Time||780|||| Pacific/Tongatapu 
Turkmenistan Standard Time||300|||| Asia/Ashgabat Asia/Ashkhabad 
Tuvalu Time||720|||| Pacific/Funafuti 
Türkiye Standard Time||180|||| Europe/Istanbul Turkey Asia/Istanbul 
Ulaanbaatar Standard Time||480|||| Asia/Ulaanbaatar Asia/Choibalsan Asia/Ulan_Bator 
Uruguay Standard Time||-180|||| America/Montevideo 
Uzbekistan Standard Time||300|||| Asia/Samarkand Asia/Tashkent 
Vanuatu Standard Time||660|||| Pacific/Efate 
Venezuela Time||-240|||| America/Caracas 
Vladivostok Standard Time||600|||| Asia/Ust-Nera Asia/Vladivostok 
Vostok Time||300|||| Antarctica/Vostok 
Wake Island Time||720|||| Pacific/Wake 
Wallis & Futuna Time||720|||| Pacific/Wallis 
West Africa Time||60|||| Africa/Lagos Africa/Ndjamena Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Libreville Africa/Luanda Africa/Malabo Africa/Niamey Africa/Porto-Novo 
Western European Standard Time||0|Western European Summer Time||60| Atlantic/Canary Atlantic/Faroe Atlantic/Madeira Europe/Lisbon Portugal WET Atlantic/Faeroe 
Western Indonesia Time||420|||| Asia/Jakarta Asia/Pontianak 
Yakutsk Standard Time||540|||| Asia/Chita Asia/Khandyga Asia/Yakutsk 
Yekaterinburg Standard Time||300|||| Asia/Yekaterinburg 
Yukon Time||-420|||| America/Dawson America/Whitehorse Canada/Yukon 
`;

const GENERIC = { AKST: "AKT", AST: "AT", CST: "CT", EST: "ET", HST: "HST", MST: "MT", PST: "PT" };

// Short names that British English has and American English has not.
const EUROPEAN = {
  "British Summer Time": "BST", "Central European Standard Time": "CET", "Central European Summer Time": "CEST",
  "Eastern European Standard Time": "EET", "Eastern European Summer Time": "EEST", "Greenwich Mean Time": "GMT",
  "Western European Standard Time": "WET", "Western European Summer Time": "WEST",
};

// The name in one of the styles of the option `timeZoneName`. `seconds` is the zone's offset at the moment in question,
// `names` says which names the locale has: "american", "european" or "none" (then all styles are offsets).
exports.zoneName = function (zone, seconds, style, names) {
  if (style === "longOffset") return offsetText(seconds, true);
  if (style === "shortOffset") return offsetText(seconds, false);
  const name = zone === "UTC" ? utcName(style, names) : nameOf(zone, seconds / 60, style, names);
  return name || offsetText(seconds, style === "long" || style === "longGeneric");
};

// Whether this is a name in our table, which then is written as IANA does: a cheap answer for the usual ones.
exports.isListed = function (zone) {
  return /^[A-Za-z0-9_/+-]+$/.test(zone) && NAMES.includes(" " + zone + " ");
};

function utcName(style, names) {
  if (style === "long") return names === "none" ? "UTC" : "Coordinated Universal Time";
  return style === "short" ? "UTC" : "";
}

function nameOf(zone, minutes, style, names) {
  const at = names === "none" ? -1 : NAMES.indexOf(" " + zone + " ");
  if (at < 0) return "";
  const line = NAMES.slice(NAMES.lastIndexOf("\n", at) + 1, at);
  const [standard, short, offset, daylight, shortDaylight, daylightOffset] = line.split("|");
  if (style === "longGeneric") return short in GENERIC ? standard.replace("Standard ", "") : "";
  if (style === "shortGeneric") return GENERIC[short] || "";
  const summer = daylight !== "" && minutes === Number(daylightOffset);
  if (!summer && minutes !== Number(offset)) return "";
  const long = summer ? daylight : standard;
  if (style === "long") return long;
  if (names === "european") return EUROPEAN[long] || "";
  return summer ? shortDaylight : short;
}

// "GMT+5:30" or "GMT+05:30". A zone before its first standard time may be seconds off: "GMT-4:56:02".
function offsetText(seconds, long) {
  const size = Math.abs(seconds);
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const sign = seconds < 0 ? "-" : "+";
  const rest = size % 60 === 0 ? "" : ":" + two(size % 60);
  const minutes = two((size / 60) % 60);
  if (long) return "GMT" + sign + two(size / 3600) + ":" + minutes + rest;
  const shown = minutes === "00" && rest === "" ? "" : ":" + minutes;
  return "GMT" + sign + Math.floor(size / 3600) + shown + rest;
}
