using System.Collections.Frozen;

namespace Portal.Domain.Exchange.Reading;

/// <summary>
/// The characters that make up most of Korean and Chinese registry texts: names, addresses, goods, headings. Bytes of
/// Korean text read as Chinese (or the reverse) decode without error into characters that are almost never among them.
/// </summary>
internal static class CommonCharacters
{
    // The syllables that are most frequent in the national data on markets and merchants: 99 of 100 syllables there.
    private const string Hangul =
        "시구장동산도상광역로전남부서일경가물대길북공식수정기품군통진원울신성천점별리특의주인중용음읍농번청류라면강매제지금축소자발양영포흥범충목단창사안설골화문이평명앙연해하고종합호마형내곡미권유보치덕당타회"
        + "봉송달국조스계오현한방삼비관아생다월은항우여학어운선온활터림율암등무거래야과촌개파예는교세트에태드반만실재나을석순랑풍김분행홍두함옥업복초익니감건누악민못본완황작칠약팔불육차위백외령능토량변추새프모요"
        + "채센록잡있직코으릉춘집망배례증확죽디향린노락환게그임귀후좌병밀근핑척및데를바카택표맹간필입갈왕션괴담답층룡피녕법레효준떡철커속쇼습논적홀응큰결페처털승족패격메네규료할객둔판루플크없심되희련궁와횟검편탄"
        + "출년벽언십밥벌침퍼닭슈각헤티엔횡막키않옷빌말액급체돌웅참값홈낙협독책까쌍절브굴된박즈더씨컬휴름올찬열들러엄맞깨꽃버워저텐벤몰알괘측덤돼퀸르앱색또접춤취됩력따맛테며베숭랜퇴슬찾님득탕옛립술렬랫란묵칼줄싱"
        + "콜클딩섬렴널혜뉴글탑휘곳뒷잔옹템투최받손먹염왜랍돈냉폼칭즉허롯납럼난곤솔압샵므빛것존폐른롱케살숙뚝갑혁샘픽곰빈캐젓녹극룹꼬컴늘려깡헌앗맨융벨캔잠견릇딸튼링젊폰곱날짜윤곽탁쇠볶튀";

    // Function words, numerals, words of business forms, places and goods in simplified Chinese.
    private const string Hanzi =
        "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任金快原吃妈变通师立象数四失满战远格士音轻目条呢"
        + "市场商户店铺摊位名称姓地址街路号楼室区县镇乡村省州城广京沪苏浙江河南北湖川云贵陕甘青藏疆宁港澳台湾深圳杭武汉津重庆联系电话手机邮箱证件编码统社会用代类别状态型期起止始终结束备注单价数量额元角总计合收付款支退费税账户银行卡交易流水订售买卖购进货品菜肉鱼蛋果蔬粮油米面豆茶酒糖盐鲜干调味海产畜禽服装鞋帽百杂五建材农副食餐饮小吃蒸熟饼批零经营者法人代表负责许可照执业登记检验测合格样租赁面积平方米押停暂启正常禁是否无已未男女身份证号码职务操作审核批准导入出模板错误原因行列第序月日星期时间更改创建删除查询信息管理系统部门单位公司有限责任股个体工商张王李赵陈刘杨黄周吴徐孙胡朱高林郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常贺赖龚文";

    private static readonly FrozenSet<char> Set = Hangul.Concat(Hanzi).ToFrozenSet();

    public static bool Contains(char c) => Set.Contains(c);
}
