-- Which field a column of a file is probably meant for: by its name, in several languages, and by what its values look like.
create function app_hidden.import_words() returns table (object text, field text, words text[])
language sql immutable parallel safe
begin atomic
  select * from (values
    ('contacts', 'first_name', array['firstname', 'givenname', 'forename', 'fname', 'vorname', 'prenom', 'nombre', 'primernombre', 'nome', 'voornaam', 'imie', 'fornavn', 'jmeno', 'krestnijmeno', 'fornamn', 'etunimi', 'vornamen', 'primeironome']),
    ('contacts', 'last_name', array['lastname', 'surname', 'familyname', 'lname', 'nachname', 'familienname', 'zuname', 'nomdefamille', 'nom', 'apellido', 'apellidos', 'cognome', 'sobrenome', 'achternaam', 'nazwisko', 'etternavn', 'efternamn', 'efternavn', 'prijmeni', 'sukunimi']),
    ('contacts', 'name', array['fullname', 'contactname', 'person', 'displayname', 'vollstandigername', 'nomcomplet', 'nombrecompleto', 'nomecompleto', 'ansprechpartner', 'leadname', 'customername', 'kontakt', 'kontaktname', 'contacto', 'contatto', 'nomprenom', 'naam', 'volledigenaam', 'navn', 'namn', 'nimi', 'imieinazwisko', 'nomeecognome', 'cognomeenome', 'nomeesobrenome', 'nombreyapellido', 'nombreyapellidos', 'nometprenom', 'prenometnom', 'prenomnom', 'vornamenachname', 'nachnamevorname', 'vorundnachname', 'nameundvorname']),
    ('contacts', 'emails', array['email', 'emailaddress', 'emails', 'mail', 'workemail', 'email1', 'email2', 'email1value', 'emailadresse', 'courriel', 'adressemail', 'correo', 'correoelectronico', 'epost', 'email3value', 'emailwork', 'emailhome', 'email2address', 'email3address', 'epostadress', 'mailadresse', 'emailadres', 'indirizzoemail', 'enderecodeemail', 'personalemail', 'secondaryemail', 'otheremail']),
    ('contacts', 'phones', array['phone', 'phonenumber', 'telephone', 'tel', 'mobile', 'mobilephone', 'cell', 'cellphone', 'workphone', 'homephone', 'businessphone', 'otherphone', 'districtphones', 'telefon', 'telefonnummer', 'handy', 'mobil', 'telefono', 'telefoon', 'movil', 'celular', 'portable', 'phone1', 'phone2', 'phone1value', 'phone2value', 'phone3value', 'phonework', 'phonemobile', 'phonehome', 'telefongeschaftlich', 'telefonprivat', 'telefonkomorkowy', 'komorka', 'mobilnummer', 'mobilnr', 'mobiltelefon', 'telefonmobil', 'rufnummer', 'mobielnummer', 'telephonemobile', 'telefonofijo', 'telefonomovil', 'telefone', 'telefonecelular', 'cellulare', 'whatsapp']),
    ('contacts', 'job_title', array['title', 'jobtitle', 'position', 'role', 'function', 'beruf', 'stelle', 'funktion', 'poste', 'fonction', 'cargo', 'puesto', 'ruolo', 'functie', 'organizationtitle', 'berufsbezeichnung', 'stanowisko', 'pozice', 'stilling', 'jobposition', 'designation', 'occupation', 'befattning', 'qualifica', 'jobbezeichnung', 'jobtitel', 'posteoccupe', 'intituleduposte']),
    ('contacts', 'company', array['companyname', 'account', 'accountname', 'organization', 'organisation', 'organizationname', 'employer', 'firma', 'firmenname', 'unternehmen', 'societe', 'entreprise', 'empresa', 'compania', 'azienda', 'bedrijf', 'associatedcompany', 'primaryassociatedcompany', 'nazwafirmy', 'organizacja', 'spolecnost', 'virksomhed', 'yritys', 'accounts', 'currentcompany', 'arbeitgeber', 'foretag', 'foretagsnamn', 'bolag', 'arbetsgivare', 'selskap', 'bedrift', 'ragionesociale', 'nomdelasociete', 'nomdelentreprise', 'nomedaempresa', 'nombredelaempresa', 'bedrijfsnaam', 'zugeordnetesunternehmen', 'zugehorigesunternehmen', 'entrepriseassociee', 'empresaasociada', 'empresaassociada', 'aziendaassociata', 'nomducompte', 'nombredelacuenta', 'nomedaconta', 'organizacion', 'organizacao', 'organizzazione', 'societeliee']),
    ('contacts', 'birthday', array['birthdate', 'dateofbirth', 'dob', 'born', 'geburtstag', 'geburtsdatum', 'datedenaissance', 'fechadenacimiento', 'cumpleanos', 'datadinascita', 'dataurodzenia', 'datumnarozeni', 'geboortedatum', 'fodselsdato', 'fodelsedatum', 'datadenascimento', 'anniversaire', 'compleanno', 'aniversario', 'fechanacimiento', 'datanascimento', 'fodelsedag', 'fodselsdag']),
    ('contacts', 'linkedin', array['linkedinurl', 'linkedinprofile', 'linkedinprofileurl', 'personlinkedinurl']),
    ('companies', 'name', array['company', 'companyname', 'account', 'accountname', 'organization', 'organisation', 'organizationname', 'business', 'customer', 'client', 'firma', 'firmenname', 'unternehmen', 'kunde', 'societe', 'entreprise', 'nom', 'raisonsociale', 'empresa', 'razonsocial', 'cliente', 'azienda', 'bedrijf', 'naam', 'nazwa', 'nazwafirmy', 'spolecnost', 'nazev', 'displayname', 'leadname', 'name1', 'kundenname', 'clientname', 'customername', 'foretag', 'foretagsnamn', 'bolag', 'selskap', 'bedrijfsnaam', 'ragionesociale', 'denominazione', 'razaosocial', 'nomefantasia', 'nomedaempresa', 'nombredelaempresa', 'nameadressattypunternehmen', 'nomducompte', 'nombredelacuenta', 'nomedaconta', 'namn', 'organisationsnamn', 'firmanavn', 'virksomhedsnavn', 'bedriftsnavn']),
    ('companies', 'domain', array['companydomainname', 'domainname', 'emaildomain', 'webdomain']),
    ('companies', 'website', array['url', 'web', 'homepage', 'websiteurl', 'webseite', 'internet', 'siteweb', 'site', 'sitioweb', 'paginaweb', 'stronawww', 'stronainternetowa', 'hemsida', 'hjemmeside', 'nettside']),
    ('companies', 'industry', array['sector', 'branche', 'vertical', 'secteur', 'industria', 'settore', 'branch', 'secteurdactivite', 'branza', 'bransch', 'setor', 'odvetvi']),
    ('companies', 'employees', array['numberofemployees', 'employeecount', 'noofemployees', 'headcount', 'size', 'companysize', 'mitarbeiter', 'mitarbeiterzahl', 'effectif', 'empleados', 'dipendenti', 'medewerkers', 'anzahlmitarbeiter', 'liczbapracownikow', 'numemployees', 'anzahlderangestellten', 'beschaftigte', 'antalanstallda', 'nombredesalaries', 'numerodeempleados', 'numerodipendenti', 'aantalmedewerkers', 'numerodefuncionarios', 'funcionarios']),
    ('companies', 'annual_revenue', array['revenue', 'turnover', 'sales', 'annualsales', 'umsatz', 'jahresumsatz', 'chiffredaffaires', 'ingresos', 'facturacion', 'fatturato', 'omzet', 'przychod', 'przychody', 'obrat', 'faturamento', 'annualturnover', 'przychodyroczne', 'facturacionanual', 'receita', 'receitaanual', 'ricavi', 'omsattning', 'arsomsattning']),
    ('companies', 'parent', array['parentcompany', 'parentaccount', 'subsidiaryof', 'parentname', 'parentorganization', 'mutterunternehmen', 'muttergesellschaft', 'konzern', 'maisonmere', 'empresamatriz', 'ultimateparent', 'headquarterscompany']),
    ('companies', 'phone', array['phonenumber', 'telephone', 'tel', 'mainphone', 'telefon', 'telefonnummer', 'telefono', 'telefoon', 'companyphone']),
    ('deals', 'title', array['dealname', 'name', 'opportunity', 'opportunityname', 'opportunityid', 'opportunitytitle', 'subject', 'auftrag', 'angebot', 'projekt', 'affaire', 'oportunidad', 'negocio', 'opportunita', 'bezeichnung', 'titel', 'titre', 'titulo', 'tytul', 'titolo', 'nazwa', 'szansasprzedazy', 'leadname', 'leadtitle', 'dealtitle', 'potentialname', 'topic', 'geschaft', 'verkaufschance', 'vorgang', 'intitule', 'trattativa', 'negociacao', 'oportunidade', 'nomdelopportunite', 'nomdelaffaire', 'nomdelatransaction', 'nombredelaoportunidad', 'nombredelnegocio', 'nomedaoportunidade', 'nomedonegocio', 'nomedellopportunita', 'dealtitel', 'dealbezeichnung']),
    ('deals', 'value', array['amount', 'dealvalue', 'dealamount', 'closevalue', 'price', 'revenue', 'total', 'expectedrevenue', 'betrag', 'wert', 'volumen', 'auftragswert', 'montant', 'valeur', 'importe', 'valor', 'monto', 'importo', 'valore', 'bedrag', 'kwota', 'wartosc', 'castka', 'auftragsvolumen', 'budget', 'sale', 'dealsize', 'estrevenue', 'estimatedrevenue', 'estimatedvalue', 'erwarteterumsatz', 'geschatzterumsatz', 'valortotal', '見込み金額']),
    ('deals', 'company', array['account', 'accountname', 'companyname', 'organization', 'organisation', 'customer', 'client', 'associatedcompany', 'firma', 'kunde', 'unternehmen', 'societe', 'entreprise', 'empresa', 'cliente', 'azienda', 'klant', 'clientname', 'customername', 'kundenname', 'potentialcustomer', 'foretag', 'klient', 'ragionesociale', 'zugeordnetesunternehmen', 'zugehorigesunternehmen', 'entrepriseassociee', 'empresaasociada', 'empresaassociada', 'aziendaassociata', 'nomducompte', 'nombredelacuenta', 'nomedaconta', 'organizacion', 'organizacao', 'organizzazione', 'societeliee']),
    ('deals', 'contact', array['contact', 'contactname', 'primarycontact', 'person', 'associatedcontact', 'ansprechpartner', 'kontakt', 'contacto', 'contatto', 'contactperson', 'kontaktperson', 'osobakontaktowa', 'zugeordneterkontakt', 'zugehorigerkontakt', 'contactassocie', 'contactoasociado', 'contatoassociado', 'contattoassociato', 'nomducontact', 'kontaktname', '担当者名']),
    ('deals', 'stage', array['dealstage', 'status', 'salesstage', 'phase', 'stagename', 'etape', 'etapa', 'fase', 'opportunitystage', 'etap', 'faza', 'vertriebsphase', 'estagio', 'leadstage', 'leadstatus', 'pipelinestage', 'salesphase', 'verkaufsphase', 'stufe', 'etapadevenda', 'fasedivendita', 'statut', 'stato', 'estado', 'stadie']),
    ('deals', 'pipeline', array['pipelinename', 'dealpipeline', 'salesprocess']),
    ('deals', 'probability', array['winprobability', 'dealprobability', 'wahrscheinlichkeit', 'probabilite', 'probabilidad', 'probabilita', 'prawdopodobienstwo', 'probabilidade', 'sannolikhet', 'winrate']),
    ('deals', 'expected_close_date', array['expectedclose', 'expectedclosedate', 'closedate', 'closingdate', 'forecastdate', 'duedate', 'abschlussdatum', 'datedecloture', 'fechadecierre', 'expectedclosing', 'estclosedate', 'estimatedclosedate', 'voraussichtlichesabschlussdatum', 'erwartetesabschlussdatum', 'geplantesabschlussdatum', 'datedeclotureprevue', 'fechaprevistadecierre', 'fechadecierreprevista', 'datadichiusura', 'datadefechamento', 'datadefechamentoprevista', 'datazamkniecia', 'verwachtesluitingsdatum', 'close', 'closing', 'closes', 'schlusstermin', 'schliessungsdatum']),
    ('deals', 'closed_at', array['closed', 'closedate', 'closeddate', 'closedon', 'wontime', 'losttime', 'actualclosedate', 'abgeschlossenam', 'closedtime', 'geschlossenam', 'abschlussdatum', 'datedecloture', 'fechadecierre', 'datadichiusura', 'datadefechamento', 'datazamkniecia', 'датазакрытия', 'kapanistarihi', 'ημερομηνιακλεισιματος', 'תאריךסגירה', 'تاريخالإغلاق', 'クローズ日', '成交日期', '마감일', 'closingdate', 'close', 'closing', 'closes', 'schlusstermin', 'schliessungsdatum']),
    ('deals', 'lost_reason', array['lostreason', 'lossreason', 'closedlostreason', 'reasonlost', 'verlustgrund', 'motivodeperdida', 'motivoperdita', 'raisondeperte', 'reasonforloss', 'grundfurverlust', 'motifdeperte']),
    ('tasks', 'title', array['task', 'subject', 'name', 'todo', 'aufgabe', 'betreff', 'tache', 'tarea', 'activity', 'activitysubject', 'tarefa', 'attivita', 'oggetto', 'objet', 'asunto', 'assunto', 'onderwerp', 'temat']),
    ('tasks', 'body', array['description', 'details', 'notes', 'beschreibung', 'comment', 'note', 'notiz', 'notizen', 'descripcion', 'descrizione', 'descricao', 'omschrijving', 'opis']),
    ('tasks', 'due_at', array['due', 'duedate', 'deadline', 'faellig', 'faelligam', 'falligam', 'echeance', 'vencimiento', 'frist', 'fallig', 'termin', 'scadenza', 'prazo', 'vervaldatum', 'datalimite', 'fechadevencimiento', 'datedecheance', 'terminwykonania']),
    ('tasks', 'priority', array['prioritat', 'prioridad', 'priorite', 'prioridade', 'priorita', 'priorytet', 'prioritet', 'prioriteit', 'oncelik', 'приоритет', '優先度', '优先级', '우선순위']),
    ('tasks', 'assignee', array['assignedto', 'responsible', 'zustandig', 'verantwortlich', 'responsable', 'person', 'bearbeiter', 'zugewiesenan', 'asignadoa', 'assegnatoa', 'responsavel', 'toegewezenaan']),
    ('tasks', 'done_at', array['completed', 'completedat', 'completedon', 'completeddate', 'completiondate', 'datecompleted', 'donedate', 'closedat', 'erledigtam', 'abgeschlossenam', 'completeele', 'completadoel', 'completatail']),
    ('notes', 'about_deals', array['dealname', 'dealtitle', 'opportunity', 'opportunityname', 'associateddeal', 'associateddeals', 'relateddeal', 'geschaft', 'auftrag', 'oportunidad', 'negocio', 'opportunita', 'affaire']),
    ('tasks', 'about_deals', array['dealname', 'dealtitle', 'opportunity', 'opportunityname', 'associateddeal', 'associateddeals', 'relateddeal', 'geschaft', 'auftrag', 'oportunidad', 'negocio', 'opportunita', 'affaire']),
    ('notes', 'created_at', array['date', 'notedate', 'activitydate', 'datum', 'fecha', 'data']),
    ('notes', 'title', array['subject', 'name', 'heading', 'titel', 'betreff']),
    ('notes', 'body', array['note', 'text', 'content', 'description', 'comment', 'notes', 'notiz', 'contenu', 'contenido', 'beschreibung', 'nota', 'notitie', 'opis']),
    (null, 'street', array['address', 'streetaddress', 'address1', 'addressline1', 'strasse', 'adresse', 'rue', 'direccion', 'calle', 'indirizzo', 'via', 'billingstreet', 'businessstreet', 'mailingstreet', 'address1street', 'ulica', 'ulice', 'straat', 'strasseundhausnummer', 'strassehausnummer', 'strassenr', 'anschrift', 'endereco', 'logradouro', 'gatuadress', 'straatnr']),
    (null, 'city', array['town', 'ort', 'stadt', 'ville', 'ciudad', 'citta', 'plaats', 'cidade', 'miasto', 'billingcity', 'businesscity', 'mailingcity', 'address1city', 'mesto', 'stad', 'localita', 'localite', 'localidad', 'poblacion', 'municipio', 'woonplaats', 'gemeente', 'postort', 'poststed', 'comune']),
    (null, 'region', array['state', 'province', 'stateregion', 'county', 'bundesland', 'departement', 'provincia', 'estado', 'regione', 'billingstate', 'billingstateprovince', 'stateprovince', 'wojewodztwo', 'kanton']),
    (null, 'postal_code', array['zip', 'zipcode', 'postcode', 'plz', 'postleitzahl', 'codepostal', 'codigopostal', 'cap', 'cp', 'billingzip', 'billingpostalcode', 'billingzippostalcode', 'zippostalcode', 'kodpocztowy', 'psc', 'postnummer', 'postnr', 'cep', 'codicepostale']),
    (null, 'country', array['nation', 'land', 'officelocation', 'location', 'pays', 'pais', 'paese', 'countryregion', 'billingcountry', 'businesscountryregion', 'mailingcountry', 'address1country', 'kraj', 'zeme', 'landregion', 'nazione']),
    (null, 'owner', array['accountowner', 'contactowner', 'dealowner', 'companyowner', 'opportunityowner', 'ownername', 'salesagent', 'salesrep', 'salesperson', 'agent', 'accountmanager', 'assignedto', 'responsible', 'besitzer', 'betreuer', 'proprietaire', 'propietario', 'responsable', 'kundenbetreuer', 'opiekun', 'wlasciciel', 'leadowner', 'salesowner', 'recordowner', 'assigneduser', 'assignedusername', 'ownedby', 'verkaufer', 'vertriebler', 'commercial', 'chargedaffaires', 'comercial', 'vendedor', 'responsavel', 'venditore', 'commerciale', 'eigenaar', 'ansvarig', 'saljare', 'zustandigermitarbeiter', 'zustandigermitarbeiterdeskontakts', 'zustandigermitarbeiterfurdeal', 'zustandigermitarbeiterfurdendeal', 'inhaber', 'opportunityinhaber', 'accountinhaber', 'kontaktinhaber', 'proprietaireducompte', 'proprietaireducontact', 'proprietairedelopportunite', 'proprietairedelatransaction', 'propietariodelcontacto', 'propietariodelnegocio', 'propietariodelacuenta', 'proprietariodocontato', 'proprietariodonegocio', 'proprietariodelcontatto', 'vendeur', 'kundansvarig']),
    (null, 'created_at', array['createdat', 'created', 'createdate', 'createddate', 'createdon', 'creationdate', 'datecreated', 'dateadded', 'erstelltam', 'angelegtam', 'datedecreation', 'fechadecreacion', 'datautworzenia', 'createdtime', 'creationtime', 'addtime', 'dateentered', 'erfasstam', 'anlagedatum', 'erstelldatum', 'datadicreazione', 'datadecriacao', 'criadoem', 'fechadealta', 'aanmaakdatum', 'skapad', 'erstellungsdatum']),
    (null, 'currency', array['currencycode', 'currencyofvalue', 'currencyisocode', 'dealcurrency', 'wahrung', 'devise', 'moneda', 'moeda', 'valuta', 'waluta', 'mena', 'parabirimi', 'валюта', 'νομισμα', 'מטבע', 'العملة', '通貨', '币种', '貨幣', '통화', 'amountcurrency', 'valuecurrency', 'curr', 'wahrungvonwert']),
    (null, 'id', array['id', 'recordid', 'rowanid']),
    -- The same in Russian, Turkish, Greek, Hebrew, Arabic, Japanese, Chinese and Korean.
    ('contacts', 'first_name', array['имя', 'ad', 'adi', 'isim', 'ilkad', 'ονομα', 'μικροονομα', 'שם', 'שםפרטי', 'الاسم', 'الأسم', 'الاسمالأول', '名', '名字', 'ファーストネーム', '이름']),
    ('contacts', 'last_name', array['фамилия', 'soyad', 'soyadi', 'soyisim', 'επωνυμο', 'επιθετο', 'משפחה', 'שםמשפחה', 'العائلة', 'اسمالعائلة', 'اللقب', 'الكنية', '姓', '姓氏', '苗字', '성', '성씨']),
    ('contacts', 'name', array['имя', 'фио', 'полноеимя', 'имяифамилия', 'контактноелицо', 'ad', 'adi', 'isim', 'adsoyad', 'adisoyadi', 'isimsoyisim', 'ονομα', 'ονοματεπωνυμο', 'שם', 'שםמלא', 'אישקשר', 'الاسم', 'الاسمالكامل', '氏名', '名前', 'お名前', '姓名', '担当者', '担当者名', '联系人', '聯絡人', '이름', '성명', '담당자']),
    ('contacts', 'emails', array['почта', 'электроннаяпочта', 'имейл', 'емейл', 'eposta', 'epostaadresi', 'ηλεκτρονικοταχυδρομειο', 'אימייל', 'מייל', 'דואל', 'דואראלקטרוני', 'البريد', 'البريدالإلكتروني', 'بريدإلكتروني', 'إيميل', 'メール', 'メールアドレス', 'eメール', '電子メール', '邮箱', '邮件', '电子邮件', '电子邮箱', '電子郵件', '電郵', '信箱', '이메일', '이메일주소', '메일', '전자우편']),
    ('contacts', 'phones', array['телефон', 'тел', 'номертелефона', 'мобильный', 'мобильныйтелефон', 'telefonnumarasi', 'cep', 'ceptelefonu', 'gsm', 'τηλεφωνο', 'κινητο', 'τηλ', 'טלפון', 'נייד', 'טלפוןנייד', 'الهاتف', 'هاتف', 'رقمالهاتف', 'رقمالجوال', 'الجوال', 'الموبايل', '電話', '電話番号', '携帯', '携帯電話', '携帯番号', '电话', '电话号码', '手机', '手机号', '手機', '전화', '전화번호', '휴대폰', '휴대전화', '핸드폰', '연락처']),
    ('contacts', 'job_title', array['должность', 'unvan', 'pozisyon', 'gorev', 'unvani', 'θεση', 'תפקיד', 'الوظيفة', 'المسمىالوظيفي', 'المنصب', '役職', '肩書', '職種', '职位', '职务', '職稱', '職位', '직책', '직급', '직위']),
    ('contacts', 'company', array['компания', 'организация', 'фирма', 'предприятие', 'sirket', 'sirketadi', 'firmaadi', 'kurum', 'εταιρεια', 'επιχειρηση', 'חברה', 'שםחברה', 'ארגון', 'الشركة', 'اسمالشركة', 'المؤسسة', '会社', '会社名', '企業', '企業名', '法人名', '取引先', '公司', '公司名称', '公司名稱', '单位', '企业', '회사', '회사명', '업체', '기업', '거래처']),
    ('contacts', 'birthday', array['деньрождения', 'датарождения', 'dogumtarihi', 'ημερομηνιαγεννησης', 'תאריךלידה', 'تاريخالميلاد', '生年月日', '誕生日', '生日', '出生日期', '생년월일', '생일']),
    ('companies', 'name', array['название', 'наименование', 'имя', 'компания', 'организация', 'фирма', 'предприятие', 'клиент', 'sirket', 'sirketadi', 'firmaadi', 'kurum', 'musteri', 'ad', 'adi', 'εταιρεια', 'επωνυμια', 'επιχειρηση', 'πελατης', 'חברה', 'שםחברה', 'ארגון', 'לקוח', 'שם', 'الشركة', 'اسمالشركة', 'المؤسسة', 'العميل', 'الاسم', '会社', '会社名', '企業', '企業名', '法人名', '取引先', '顧客名', '公司', '公司名称', '公司名稱', '单位', '企业', '客户名称', '名称', '회사', '회사명', '업체', '업체명', '기업', '거래처', '고객사', '이름']),
    ('companies', 'website', array['сайт', 'вебсайт', 'websitesi', 'internetsitesi', 'ιστοσελιδα', 'ιστοτοπος', 'אתר', 'אתראינטרנט', 'الموقع', 'الموقعالإلكتروني', 'ウェブサイト', 'ホームページ', '网站', '网址', '官网', '網站', '網址', '웹사이트', '홈페이지']),
    ('companies', 'phone', array['телефон', 'тел', 'номертелефона', 'telefonnumarasi', 'τηλεφωνο', 'טלפון', 'الهاتف', 'هاتف', 'رقمالهاتف', '電話', '電話番号', '电话', '电话号码', '전화', '전화번호']),
    ('companies', 'industry', array['отрасль', 'sektor', 'κλαδος', 'ענף', 'תחום', 'القطاع', 'المجال', '業種', '業界', '行业', '行業', '產業', '업종', '산업']),
    ('companies', 'employees', array['сотрудники', 'количествосотрудников', 'calisansayisi', 'εργαζομενοι', 'עובדים', 'מספרעובדים', 'الموظفين', 'عددالموظفين', '従業員数', '社員数', '员工数', '员工人数', '人数', '직원수', '사원수']),
    ('companies', 'annual_revenue', array['выручка', 'оборот', 'годоваявыручка', 'ciro', 'yillikciro', 'τζιρος', 'κυκλοςεργασιων', 'מחזור', 'הכנסות', 'الإيرادات', '売上', '売上高', '年商', '营业额', '年收入', '營業額', '매출', '매출액', '연매출']),
    ('deals', 'title', array['сделка', 'название', 'названиесделки', 'firsat', 'anlasma', 'baslik', 'τιτλος', 'ευκαιρια', 'συμφωνια', 'עסקה', 'שםעסקה', 'כותרת', 'الصفقة', 'اسمالصفقة', 'العنوان', '案件', '案件名', '商談', '商談名', '件名', '商机', '商机名称', '交易', '项目', '项目名称', '标题', '標題', '거래', '거래명', '제목', '안건']),
    ('deals', 'value', array['сумма', 'стоимость', 'бюджет', 'tutar', 'deger', 'fiyat', 'ποσο', 'αξια', 'סכום', 'ערך', 'المبلغ', 'القيمة', '金額', '受注金額', '見込金額', '金额', '总额', '价值', '금액', '거래금액']),
    ('deals', 'company', array['компания', 'организация', 'фирма', 'клиент', 'sirket', 'sirketadi', 'firmaadi', 'musteri', 'εταιρεια', 'πελατης', 'חברה', 'שםחברה', 'לקוח', 'الشركة', 'اسمالشركة', 'العميل', '会社', '会社名', '企業', '企業名', '取引先', '顧客名', '公司', '公司名称', '公司名稱', '客户', '客户名称', '회사', '회사명', '업체', '거래처', '고객사']),
    ('deals', 'contact', array['контакт', 'контактноелицо', 'kisi', 'ilgilikisi', 'yetkili', 'επαφη', 'אישקשר', 'جهةالاتصال', '担当者', '連絡先', '联系人', '聯絡人', '담당자']),
    ('deals', 'stage', array['этап', 'стадия', 'этапсделки', 'статус', 'asama', 'durum', 'σταδιο', 'κατασταση', 'שלב', 'סטטוס', 'المرحلة', 'الحالة', 'ステージ', 'フェーズ', '段階', '進捗', '阶段', '階段', '销售阶段', '商机阶段', '状态', '단계', '상태']),
    ('deals', 'probability', array['вероятность', 'olasilik', 'πιθανοτητα', 'הסתברות', 'الاحتمالية', '確度', '概率', '可能性', '赢率', '成交概率', '확률']),
    ('deals', 'expected_close_date', array['датазакрытия', 'ожидаемаядатазакрытия', 'kapanistarihi', 'ημερομηνιακλεισιματος', 'תאריךסגירה', 'تاريخالإغلاق', '完了予定日', '受注予定日', 'クローズ日', '成交日期', '预计成交日期', '預計成交日期', '结束日期', '마감일', '예상마감일', '종료일']),
    ('tasks', 'title', array['задача', 'gorev', 'εργασια', 'משימה', 'المهمة', 'タスク', '任务', '任務', '작업', '할일']),
    ('notes', 'body', array['заметка', 'примечание', 'not', 'σημειωση', 'הערה', 'ملاحظة', 'ملاحظات', 'メモ', '備考', '备注', '備註', '메모', '비고']),
    (null, 'street', array['адрес', 'улица', 'adres', 'sokak', 'cadde', 'διευθυνση', 'οδος', 'כתובת', 'רחוב', 'العنوان', 'الشارع', '住所', '番地', '地址', '街道', '주소']),
    (null, 'city', array['город', 'sehir', 'πολη', 'עיר', 'المدينة', 'مدينة', '市', '市区町村', '都市', '城市', '도시']),
    (null, 'region', array['область', 'регион', 'bolge', 'περιοχη', 'νομος', 'אזור', 'מחוז', 'المنطقة', 'المحافظة', '都道府県', '省', '省份', '地区', '지역']),
    (null, 'postal_code', array['индекс', 'почтовыйиндекс', 'postakodu', 'ταχυδρομικοςκωδικας', 'τκ', 'מיקוד', 'الرمزالبريدي', '郵便番号', '邮编', '邮政编码', '郵遞區號', '우편번호']),
    (null, 'country', array['страна', 'ulke', 'χωρα', 'מדינה', 'ארץ', 'البلد', 'الدولة', '国', '国名', '国家', '國家', '국가', '나라']),
    (null, 'owner', array['ответственный', 'менеджер', 'владелец', 'sorumlu', 'sahibi', 'temsilci', 'υπευθυνος', 'אחראי', 'בעלים', 'المسؤول', 'المالك', '営業担当', '所有者', '責任者', '负责人', '負責人', '소유자', '영업담당']),
    (null, 'created_at', array['датасоздания', 'создано', 'olusturmatarihi', 'ημερομηνιαδημιουργιας', 'תאריךיצירה', 'تاريخالإنشاء', '作成日', '作成日時', '登録日', '登録日時', '创建日期', '创建时间', '생성일', '등록일'])
  ) w (object, field, words);
end;
comment on function app_hidden.import_words is 'What other programs and languages call our fields, folded and without blanks; object null: of every object that has such a field.';

create function app_hidden.import_key(name text) returns text
language sql immutable parallel safe strict
return regexp_replace(app_hidden.fold(name), '[^[:alnum:]]+', '', 'g');
comment on function app_hidden.import_key is 'A name of a column or field as names are compared: folded, letters and digits only.';

create function app_hidden.import_fits(kind text, field_type text) returns numeric
language sql immutable parallel safe
return case
  when kind is null or kind = 'empty' then 1
  when field_type in ('emails') then case kind when 'email' then 1.1 when 'text' then 0.7 else 0 end
  when field_type in ('phones') then case when kind = 'phone' then 1.1 when kind in ('integer', 'number', 'text') then 0.8 else 0 end
  when field_type in ('number', 'currency', 'rating') then case when kind in ('integer', 'number') then 1 when kind = 'text' then 0.6 else 0 end
  when field_type in ('date', 'date_time') then case kind when 'date' then 1 when 'text' then 0.6 else 0 end
  when field_type = 'boolean' then case when kind in ('boolean', 'integer') then 1 when kind = 'text' then 0.6 else 0.3 end
  when field_type = 'id' then case kind when 'uuid' then 1 else 0 end
  when field_type = 'url' then case when kind in ('url', 'domain', 'text') then 1 else 0 end
  when field_type in ('text', 'long_text') then case when kind in ('email', 'boolean') then 0.6 else 1 end
  -- A name beside an id means the same, and means it in any other database too.
  when field_type in ('relation', 'many_to_many', 'member', 'enum', 'multi_enum') then case when kind in ('date', 'number', 'boolean') then 0.3 when kind = 'uuid' then 0.7 else 1 end
  else 1 end;
comment on function app_hidden.import_fits is 'How well values that look so go into a field of this type: 0 not at all, 1 well.';

create function app_hidden.import_suggestions(object text, columns jsonb)
returns table (index integer, field text, confidence numeric, is_id boolean)
language sql stable as $$
  with cols as materialized (
    select c.index, array(select substring(s from '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}')::uuid from jsonb_array_elements_text(c.samples) s) as ids, app_hidden.import_key(c.name) as key, app_hidden.import_key(case
        -- What heads every column, such as "Person - ", tells nothing of any.
        when count(*) over () > 2 and count(h.head) over () = count(*) over () and min(h.head) over () = max(h.head) over () then regexp_replace(substr(app_hidden.fold(c.name), length(h.head) + 1), '^\s*(?:' || o.singular || '|' || o.name || ')\M', '')
        else regexp_replace(app_hidden.fold(c.name), '^' || o.singular || '|' || o.name || '\M', '') end) as short,
      -- What tells one address or number from the others of the same person: "Business city", "Ort geschäftlich", billingAddressCity.
      (select string_agg(w, '' order by n) filter (where w <> all (q.words)) from regexp_split_to_table(app_hidden.fold(regexp_replace(c.name, '([a-z])([A-Z])', '\1 \2', 'g')), '[^[:alnum:]]+') with ordinality u (w, n)
        having bool_or(w = any (q.words))) as bare,
      c.kind, coalesce(c."isOfFile", false) as is_of_file, exists (select from jsonb_array_elements_text(c.samples || coalesce(c.choices, '[]')) s where app_hidden.import_outcome(s) <> 'open') as ends,
      c.name ~ '(?:^|[^[:alpha:]])(?:ID|Id|id)s?\)?\s*$|[a-z](?:Id|ID)s?$|^[A-Z]{4,}ID$' as is_key,
      c.name ~* '(?:^|[^[:alpha:]])(?:no|num|number)\.?$|nr\.?$|nummer$' as is_number,
      c.kind is distinct from 'text' or jsonb_array_length(c.samples) < 2 or exists (select from jsonb_array_elements_text(c.samples) s where app_hidden.import_number(app_hidden.import_digits(app_hidden.import_cell(s)), '1,234.56') is not null) as reads_number,
      c.kind is distinct from 'text' or jsonb_array_length(c.samples) < 2 or exists (select from jsonb_array_elements_text(c.samples) s where pg_input_is_valid(app_hidden.import_date(app_hidden.import_digits(app_hidden.import_cell(s)), 'MDY'), 'timestamptz')) as reads_date,
      c.kind = 'phone' and exists (select from jsonb_array_elements_text(c.samples) s where s ~ '^[+(0]|^\d{3}[-. ]\d{3}[-. ]\d{4}$') as looks_like_phone,
      (select min(h.site) from (select lower(substring(s from '^(?:https?://)?(?:[A-Za-z0-9-]+\.)*([A-Za-z0-9-]+)\.[a-z]{2,}(?:/|$)')) as site from jsonb_array_elements_text(c.samples) s where c.kind = 'url') h having count(distinct h.site) = 1) as site
    from jsonb_to_recordset(columns) c (index integer, name text, kind text, samples jsonb, choices jsonb, "isOfFile" boolean)
    join app_public.objects o on o.name = import_suggestions.object
    cross join lateral substring(app_hidden.fold(c.name) from '^[^-:./]+[-:./](?=\s*\S)') h (head)
    cross join (select array['', '1', 'de', 'default', 'business', 'work', 'office', 'billing', 'mailing', 'invoice', 'primary', 'main', 'current', 'address', 'adresse', 'geschaftlich', 'dienstlich', 'rechnungsadresse',
      'professionnel', 'professionnelle', 'bureau', 'facturation', 'principal', 'principale', 'trabajo', 'facturacion', 'lavoro', 'fatturazione', 'zakelijk'] as words) q
  ),
  named as materialized (
    -- A fax is no phone that anybody answers, nor is a post code, however it looks.
    select c.*, c.key ~ 'fax' or c.looks_like_phone and exists (select from app_hidden.import_words() w where w.field not in ('phones', 'phone') and (c.key = any (w.words) or c.bare = any (w.words) or c.key = app_hidden.import_key(w.field))) as is_other from cols c
  ),
  targets as materialized (
    select t.field, t.type, t.settings, t.target_object,
      exists (select from app_public.fields f where f.object = t.target_object and f.is_unique and f.is_active and f.name <> 'domain' and f.type in ('text', 'number', 'url')) as has_key, array_remove(array[app_hidden.import_key(t.field), app_hidden.import_key(t.label), app_hidden.import_key(t.column_name),
        case t.type when 'many_to_many' then app_hidden.import_key(t.field) || 'ids' end], '') as keys,
      array(select unnest(w.words) from app_hidden.import_words() w
        where w.field = t.field and coalesce(w.object, import_suggestions.object) = import_suggestions.object
          -- What a note is about is called as what a deal belongs to.
          or w.object = 'deals' and (t.field, w.field) in (('about_companies', 'company'), ('about_contacts', 'contact')))
        -- What a thing is called may head its column: "product" in a list of products.
        || case when t.column_name = o.title_column then array[app_hidden.import_key(o.singular), app_hidden.import_key(o.label), app_hidden.import_key(o.name), app_hidden.import_key(o.label_plural)] else '{}' end
        || case when t.type in ('relation', 'many_to_many') then (
          select array[app_hidden.import_key(g.singular), app_hidden.import_key(g.label), app_hidden.import_key(g.name)] from app_public.objects g where g.name = t.target_object and t.target_object <> o.name) else '{}' end as words
    from app_public.import_targets(import_suggestions.object) t join app_public.objects o on o.name = import_suggestions.object
  ),
  -- What similarity() of each name and each word would be, from the trigrams that they share: a file may have a thousand columns.
  names as materialized (select k.key, s.t, count(*) over (partition by k.key) as n from (select distinct c.key from cols c) k, unnest(public.show_trgm(k.key)) s (t)),
  known as materialized (
    select w.word, s.t, count(*) over (partition by w.word) as n
    from (select distinct u.word from targets t, unnest(t.keys || t.words) u (word) where length(u.word) > 3) w, unnest(public.show_trgm(w.word)) s (t)),
  alike as materialized (select n.key, k.word, count(*)::numeric / (max(n.n) + max(k.n) - count(*)) as share from names n join known k on k.t = n.t group by 1, 2),
  closest as materialized (
    select a.key, t.field, max(a.share) as share from targets t cross join unnest(t.keys || t.words) u (word) join alike a on a.word = u.word
    -- A customer's tier is no customer.
    where not (t.type in ('relation', 'many_to_many') and a.key like u.word || '___%') group by 1, 2)
  select c.index, t.field, round(least(1, case when i.is_id then 1
      -- Numbers by which another program knows its records tell nothing here; neither do several words where numbers or dates go.
      when (c.is_key or c.is_number) and not t.has_key and (t.type in ('relation', 'many_to_many', 'member') or t.settings ->> 'options' in ('stages', 'pipelines')) then 0
      when t.type in ('number', 'currency', 'rating') and not c.reads_number or t.type in ('date', 'date_time') and not c.reads_date then 0
      else app_hidden.import_fits(c.kind, case when t.settings ? 'options' then 'enum' else t.type end) end * greatest(
    case when c.key = any (t.keys) then 1 when c.short = any (t.keys) then 0.95 when c.key = any (t.words) then 0.94 when c.short = any (t.words) then 0.9 when c.bare = any (t.keys || t.words) then 0.88 else 0 end,
    case when c.is_key or c.is_number and t.type <> 'phones' then 0 else 0.85 * s.share end,
    case when c.kind = 'email' and t.type = 'emails' then 0.6 when t.type = 'phones' and c.looks_like_phone and not c.is_other then 0.55 when t.type = 'url' and c.site = app_hidden.import_key(t.field) then 0.6 else 0 end
  )
  -- A closing date is behind us where deals are won and lost, and expected otherwise.
  + case when t.field = 'closed_at' and c.key ~ 'clos|abschlussdatum|schlusstermin|schliessung|cloture|cierre|chiusura|fechamento|zamkniecia|закрытия|kapanis|κλεισιματος|סגירה|إغلاق|クローズ|成交|마감' and bool_or(c.ends) over () then 0.02 when t.field = 'closed_at' then -0.02 else 0 end
  - case when c.is_key and (c.key = any (t.keys)) is not true then 0.03 else 0 end), 2), i.is_id
  from named c cross join targets t left join closest s on s.key = c.key and s.field = t.field
  -- The ids of what is here or in the file itself, as an export writes them, tell more than names do; those of another database tell nothing.
  cross join lateral (select case
    when t.type in ('relation', 'many_to_many') then t.target_object = import_suggestions.object and c.is_of_file or exists (select from app_public.records r where r.id = any (c.ids) and r.object = t.target_object)
    when t.type = 'member' then exists (select from app_public.users u where u.id = any (c.ids))
    when t.settings ->> 'options' = 'stages' then exists (select from app_public.stages s where s.id = any (c.ids))
    when t.settings ->> 'options' = 'pipelines' then exists (select from app_public.pipelines p where p.id = any (c.ids))
    else false end as is_id) i
  where c.kind is distinct from 'empty' or c.key = any (t.keys || t.words)
$$;
comment on function app_hidden.import_suggestions is
  'How surely each column of a file is meant for each field of an object, from 0 to 1. is_id: it holds ids of what the field leads to.';

create function app_hidden.import_new_field("column" jsonb, row_count integer) returns jsonb
language sql immutable as $$
  select jsonb_build_object('label', left(initcap(btrim(regexp_replace(regexp_replace("column" ->> 'name', '([a-z])([A-Z])', '\1 \2', 'g'), '[_\s]+', ' ', 'g'))), 60)) || case "column" ->> 'kind'
    when 'integer' then '{"type": "number", "settings": {"decimals": 0}}'
    when 'number' then '{"type": "number", "settings": {}}'
    when 'date' then '{"type": "date", "settings": {}}'
    when 'boolean' then '{"type": "boolean", "settings": {}}'
    when 'email' then '{"type": "emails", "settings": {}}'
    when 'phone' then '{"type": "phones", "settings": {}}'
    when 'url' then '{"type": "url", "settings": {}}'
    when 'long_text' then '{"type": "long_text", "settings": {}}'
    when 'uuid' then '{"type": "text", "settings": {}}'
    -- Choices are what comes back again and again, among the rows that say anything.
    else case when jsonb_array_length("column" -> 'choices') between 2 and 30
        and row_count * ("column" ->> 'filled')::numeric >= 5 * jsonb_array_length("column" -> 'choices')
      then jsonb_build_object('type', 'enum', 'settings', jsonb_build_object('options', "column" -> 'choices'))
      else '{"type": "text", "settings": {}}' end end
$$;
comment on function app_hidden.import_new_field is 'The field that would hold a column for which there is none: what create_field takes.';

create function app_hidden.import_guess_name(mapping jsonb, columns jsonb) returns jsonb
language plpgsql immutable as $$
declare
  v_column jsonb;
  v_whole text[];
  v_first text[];
begin
  -- "Nome" alone is the whole name, and a first name beside a last name; "Name" beside a first name is the last one, unless it has both.
  select (import_guess_name.columns -> (m ->> 'column')::integer) || jsonb_build_object('field', m ->> 'field') into v_column
  from jsonb_array_elements(import_guess_name.mapping) m where m ->> 'field' in ('first_name', 'last_name', 'name') and not exists (
    select from jsonb_array_elements(import_guess_name.mapping) o where o ->> 'field' in ('first_name', 'last_name', 'name') and o <> m);
  if v_column ->> 'field' <> 'name' and app_hidden.import_key(regexp_replace(v_column ->> 'name', '^.*[-:./]\s*(?=\S)', '')) = any (array['nome', 'nombre', 'nom', 'имя', 'ad', 'adi', 'isim', 'ονομα', 'שם', 'الاسم'])
    and exists (select from jsonb_array_elements_text(v_column -> 'samples') s where btrim(s) ~ '\S\s+\S')
  then
    return (select jsonb_agg(case when m -> 'column' = v_column -> 'index' then m || '{"field": "name"}' else m end order by n) from jsonb_array_elements(import_guess_name.mapping) with ordinality u (m, n));
  end if;
  select array(select app_hidden.fold(s) from jsonb_array_elements(import_guess_name.mapping) m, jsonb_array_elements_text(import_guess_name.columns -> (m ->> 'column')::integer -> 'samples') s where m ->> 'field' = 'name'),
    array(select app_hidden.fold(s) from jsonb_array_elements(import_guess_name.mapping) m, jsonb_array_elements_text(import_guess_name.columns -> (m ->> 'column')::integer -> 'samples') s where m ->> 'field' = 'first_name')
  into v_whole, v_first;
  if v_whole <> '{}' and v_first <> '{}' and not import_guess_name.mapping @> '[{"field": "last_name"}]'
    and not exists (select from unnest(v_whole) w, unnest(v_first) f where strpos(w, f) > 0)
  then
    return (select jsonb_agg(case when m ->> 'field' = 'name' then m || '{"field": "last_name"}' else m end order by n) from jsonb_array_elements(import_guess_name.mapping) with ordinality u (m, n));
  end if;
  return import_guess_name.mapping;
end
$$;
comment on function app_hidden.import_guess_name is 'The mapping of contacts, with what is called a name going where its values say: into the whole name, or a part of it.';

create function app_hidden.import_guess(object text, columns jsonb, row_count integer, out columns_known jsonb, out mapping jsonb)
language plpgsql stable as $$
declare
  v_likely constant jsonb := (
    select coalesce(jsonb_agg(s), '[]') from app_hidden.import_suggestions(import_guess.object, import_guess.columns) s where s.confidence >= 0.4);
  v_pair record;
  v_fields text[] := '{}';
  v_indexes integer[] := '{}';
  v_by_id text[] := '{}';
  v_two jsonb;
begin
  mapping := '[]';
  for v_pair in
    select s.index, s.field, s.is_id, t.is_list from jsonb_to_recordset(v_likely) s (index integer, field text, confidence numeric, is_id boolean)
    join app_public.import_targets(import_guess.object) t on t.field = s.field
    join jsonb_to_recordset(import_guess.columns) c (index integer, filled numeric) on c.index = s.index
    where s.confidence >= 0.55
    -- An id comes before a name, unless there are rows that have but the name; of a whole name and a first name the one that goes with a last name.
    order by s.confidence desc, s.is_id and c.filled >= max(c.filled) over (partition by s.field, s.confidence) desc, s.field = 'last_name' desc,
      case when not t.is_list then c.filled end desc nulls last, s.index, t.position
  loop
    continue when v_pair.index = any (v_indexes) or v_pair.field = any (v_fields) and (not v_pair.is_list or v_pair.is_id) or v_pair.field = any (v_by_id)
      or v_pair.field = 'name' and v_fields && array['first_name', 'last_name'] and import_guess.object = 'contacts';
    v_indexes := v_indexes || v_pair.index;
    v_fields := v_fields || v_pair.field;
    v_by_id := v_by_id || case when v_pair.is_id then v_pair.field end;
    mapping := mapping || jsonb_build_object('column', v_pair.index, 'field', v_pair.field);
  end loop;
  -- Of two columns for the stage one may say but whether it is won or lost: then both count.
  with columns as (
    select l.index, l.confidence, jsonb_array_length(c.choices) > 0 and (
      select bool_or(app_hidden.import_outcome(v) <> 'open') and bool_and(app_hidden.import_outcome(v) <> 'open' or app_hidden.fold(v) = any (array['open', 'active', 'in progress', 'pending', 'abandoned', 'deleted', 'offen', 'aktiv', 'laufend',
        'abierto', 'abierta', 'aberto', 'aberta', 'ouvert', 'ouverte', 'en cours', 'aperto', 'aperta', 'otwarte', 'otwarta', 'oppen', 'acik', 'открыта', 'открыто', 'в работе', '进行中'])) from jsonb_array_elements_text(c.choices) v) as is_outcome
    from jsonb_to_recordset(v_likely) l (index integer, field text, confidence numeric) join jsonb_to_recordset(import_guess.columns) c (index integer, choices jsonb) on c.index = l.index
    join app_public.import_targets(import_guess.object) t on t.field = l.field and t.settings ->> 'options' = 'stages'
    where l.confidence >= 0.55 and (l.index <> all (v_indexes) or mapping @> jsonb_build_array(jsonb_build_object('column', l.index, 'field', l.field)))),
  two as (
    select (array_agg(c.index order by c.confidence desc, c.index) filter (where not c.is_outcome))[1] as stage, (array_agg(c.index order by c.confidence desc, c.index) filter (where c.is_outcome))[1] as outcome from columns c)
  select coalesce(jsonb_agg(m) filter (where m ->> 'field' <> s.field), '[]') || jsonb_build_array(jsonb_build_object('column', min(two.stage), 'field', s.field), jsonb_build_object('column', min(two.outcome), 'field', s.field))
  into v_two
  from two join app_public.import_targets(import_guess.object) s on s.settings ->> 'options' = 'stages' and two.stage is not null and two.outcome is not null
  cross join jsonb_array_elements(mapping) m group by s.field;
  mapping := coalesce(v_two, mapping);
  if import_guess.object = 'contacts' then
    mapping := app_hidden.import_guess_name(mapping, import_guess.columns);
  end if;
  -- The Dutch keep what stands before a last name in a column of its own.
  if 'last_name' = any (v_fields) and import_guess.object = 'contacts' then
    mapping := coalesce((select jsonb_agg(jsonb_build_object('column', (c ->> 'index')::integer, 'field', 'last_name')) from jsonb_array_elements(import_guess.columns) c
      where app_hidden.import_key(c ->> 'name') in ('tussenvoegsel', 'tussenvoegsels', 'voorvoegsel', 'voorvoegsels') and (c ->> 'index')::integer <> all (v_indexes)), '[]') || mapping;
  end if;
  with likely as materialized (
    select s.index, jsonb_agg(jsonb_build_object('field', s.field, 'confidence', s.confidence) order by s.confidence desc) as fields
    from jsonb_to_recordset(v_likely) s (index integer, field text, confidence numeric) group by 1
  )
  select jsonb_agg(c.col - array['choices', 'isOfFile'] || jsonb_build_object('suggestions', coalesce(l.fields, '[]'), 'newField', app_hidden.import_new_field(c.col, row_count)) order by c.n)
  into columns_known
  from jsonb_array_elements(import_guess.columns) with ordinality c (col, n) left join likely l on l.index = (c.col ->> 'index')::integer;
end
$$;
comment on function app_hidden.import_guess is 'The columns of a file with what each is probably meant for, and the mapping that follows from it.';
