/** Words the name guard goes by: first names, and capitalised words that name nobody. */

/** Those that are words, months, codes or places besides are left out: Mark, Grace, May. */
export const FIRST_NAMES = listed(`
  aaron abdul abigail abdullah adam adrian agnes ahmed aisha alan alastair albert alec
  aled alejandro alex alexander alexandra alfred ali alice alison amanda amelia amir amy
  ana andrea andrew angela angus anita ann anna anne annette anthony antonio arjun arthur
  ayesha barbara beatrice ben benjamin bernadette bernard beth brenda brian bridget bruce
  bronwen callum cameron carla carlos carol caroline catherine cathy cedric charles chloe
  chris christina christine christopher claire clare clive colin connor craig daniel
  darren dave david deborah declan deepak denise dennis derek diana diane dominic donald
  donna dorothy douglas duncan eamonn edith edward eileen elaine eleanor elizabeth ella
  ellen emily emma eric erin esther ethan eva evelyn farah fatima fiona florence frances
  francesca fred frederick gareth gary gavin gemma geoff geoffrey george gerald gerard
  gillian giulia gordon graham greg gregory gwen hamza hannah hans harold harriet harry
  hassan hazel helen henry hilary howard hugh hussein iain ian ibrahim imran ingrid irene
  isabel isabella isla ivan jacob jacqueline jake james jamie jan jane janet janice jason
  javier jean jeff jennifer jenny jeremy jessica jill jim joan joanna joanne joe johan john
  jonathan joseph josh joshua joyce juan judith julia julian julie justin karen karim
  karl kate katherine kathleen kathryn katie keith kelly ken kenneth kerry kevin khalid
  kieran kim kirsty krishna kumar kwame lakshmi laura lauren lawrence leila leo leon lesley
  liam linda lisa lorraine louis louise lucy luke lynn lynne maeve malcolm manuel marcus
  margaret maria marie marion marjorie martha martin mary matt matthew maureen maurice
  megan meera melanie michael michelle miguel mike miriam mohamed mohammad mohammed moira
  monica muhammad nadia naomi natalie natasha neil niall nicholas nick nicola nicole nigel
  nikhil noor nora oliver olivia omar oscar owen pamela patricia patrick paul paula pauline
  pedro peter phil philip philippa phoebe pierre polly priya rachel rahul raj rajesh ralph
  rebecca rhys richard rita robert roger rohan ronald rory rosemary ross roy rupert russell
  ruth ryan salma sally sam samantha samir samuel sandra sanjay sara sarah sasha sean
  sebastian shabana shane sharon sheila shirley simon siobhan sofia sophia sophie stefan
  stella stephanie stephen steve steven stewart stuart sunita susan suzanne sylvia tamsin
  tanya tariq teresa terry theresa thomas tim timothy toby tom tony tracey tracy trevor
  ursula valerie vanessa vera veronica victor vijay vikram vincent vivien wei wendy william
  yasmin yusuf yvonne zainab zara zoe
`)

/** Capitalised in the middle of a sentence, and still nobody's name. */
export const COMMON = listed(`
  monday tuesday wednesday thursday friday saturday sunday january february march april
  may june july august september october november december christmas easter ramadan diwali
  spring summer autumn winter
  a an and as at by for from in into no not of on or the then to with without after before
  also but when while who why how what where this that these those there he she they we i it
  his her their our my its if so yet all both each some more most new old first second third
  north south east west northern southern eastern western central midlands coast county
  country city town greater upper lower great britain british england english scotland
  scottish wales welsh ireland irish london europe european america american united
  kingdom states union
  account accounts accountable accountant act acting action acute administrator adult
  advice adviser advisory affairs agency agenda agreement alliance ambulance analyst
  annual appeal appraisal area army assembly assessment assistant associate association
  assurance audit authority award bank bed benefit bill board body briefing budget building
  bureau business cabinet cancer cardiology care case cash centre chair chairman chairwoman
  chancellor chaplain charity charter chief child children church civic clerk client clinic
  clinical code college commerce commission commissioner commissioning committee
  communications community company conference confederation constitution consultant
  contract control cost council councillor court crown culture curriculum dashboard data
  dean delivery department deputy design development diabetes diary digital director
  directorate disability discharge diversity division doctor economy education
  efficiency elective emergency employment engagement engineering environment equality
  estates ethics evidence excellence exchange executive executives faculty family
  federation festival finance financial fire first flow force foundation forum forward
  foundations framework freedom fund funding gate general gold good governance government
  governor governors grant group guardian guidance guide guild hall head health healthcare
  help high home hospice hospital hospitals house housing human improvement inclusion
  industry infection information informatics infrastructure initiative innovation
  inpatient inquiry inspection inspector institute institution integrated integration
  intelligence intensive international internet intranet investment joint journal justice
  key king kings king's laboratory labour lead leader leadership learning legal library
  life list local logistics long magazine management manager managing market maternity
  mayor media medical medicine meeting member memorial mental middle minister ministry
  mission model monitor museum national network neurology new news nhs non note nurse
  nursing nutrition occupational office officer officers operating operational operations
  outpatient outpatients oversight paediatrics palliative panel paper parliament part
  partner partners partnership patient patients payroll people performance permanent
  personnel pharmacy physician plan planning police policy pool population practice
  practitioner president press primary prime principal priority private procurement
  programme project property protection provider public quality quarterly queen queen's
  radio radiology rapid recovery recruitment red reform register registrar registry
  rehabilitation relations report representative research resources responsible review
  rights risk room royal rules safe safeguarding safety scheme school science scrutiny
  secondary secretary section sector security seminar senior service services session
  shadow sister site skills social society software specialist staff stakeholder standard
  standards standing state statutory steering stock stores strategic strategy street
  strategies student suite summit supply support surgeon surgery surgical survey
  sustainability system systems task team technical technology tertiary test theatre think
  thinking times tower trade training transformation transport treasurer treasury trust
  trustee trustees unit universal university urgent value vascular vice vision voluntary
  volunteer ward waste welfare white wing women workforce workshop world year young youth
  excel outlook teams word powerpoint sharepoint onenote zoom skype slack google chrome
  microsoft windows office apple iphone ipad android twitter facebook linkedin youtube
  whatsapp bbc guardian telegraph observer independent mail economist monitor brexit covid
  lean sigma kanban gantt swot pestle datix lorenzo epic cerner emis systmone
  mark jot source step back undo day
`)

/** A name in front of one of these is the name of a thing. */
export const THINGS = listed(`
  act avenue award block bridge building campus cathedral centre centres clinic close
  college committee company council court drive fellowship fund gallery hall hospice
  hospital hospitals hotel house infirmary inquiry institute lane library lounge park place
  prize programme project reading report review road room rooms school scheme square
  station street suite surgery terrace theatre tower trust unit university ward wing
`)

/** @param {string} words @returns {ReadonlySet<string>} */
function listed(words) {
  return new Set(words.trim().split(/\s+/))
}
