namespace Portal.Seeding;

/// <summary>Words that trade names are put together from, in three languages.</summary>
internal static class DemoWords
{
    public static readonly (string Ko, string En, string Zh)[] Names =
    [
        ("가람", "Garam", "佳岚"), ("나루", "Naru", "渡口"), ("다온", "Daon", "多温"), ("라온", "Raon", "乐温"), ("마루", "Maru", "马路"), ("바다", "Bada", "大海"),
        ("새벽", "Saebyeok", "黎明"), ("아침", "Achim", "清晨"), ("자연", "Jayeon", "自然"), ("초록", "Chorok", "翠绿"), ("큰나무", "Keunnamu", "大树"), ("터전", "Teojeon", "家园"),
        ("푸른", "Pureun", "青蓝"), ("하늘", "Haneul", "天空"), ("가온", "Gaon", "佳温"), ("너른", "Neoreun", "宽广"), ("단비", "Danbi", "甘雨"), ("두레", "Dure", "互助"),
        ("미리내", "Mirinae", "银河"), ("보람", "Boram", "宝岚"), ("산들", "Sandeul", "清风"), ("온누리", "Onnuri", "全世"), ("으뜸", "Eutteum", "头等"), ("정다운", "Jeongdaun", "亲切"),
        ("참", "Cham", "真诚"), ("해솔", "Haesol", "海松"), ("한결", "Hangyeol", "如一"), ("햇살", "Haetsal", "阳光"), ("별빛", "Byeolbit", "星光"), ("우리", "Uri", "我们"),
    ];

    public static readonly Dictionary<string, (string Category, string En, string Zh)> Trades = new()
    {
        ["수산"] = ("수산물", "Seafood", "水产"),
        ["젓갈"] = ("젓갈", "Salted Seafood", "海鲜酱"),
        ["건어물"] = ("건어물", "Dried Fish", "干货"),
        ["청과"] = ("과일", "Fruit", "水果"),
        ["채소"] = ("채소", "Vegetables", "蔬菜"),
        ["약초"] = ("약초", "Herbs", "草药"),
        ["곡물"] = ("곡물", "Grains", "粮食"),
        ["분식"] = ("분식", "Snacks", "小吃"),
        ["국수"] = ("국수", "Noodles", "面馆"),
        ["떡집"] = ("떡", "Rice Cakes", "年糕店"),
        ["반찬"] = ("반찬", "Side Dishes", "小菜"),
        ["정육"] = ("정육", "Butcher", "肉铺"),
        ["의류"] = ("의류", "Clothing", "服装"),
        ["이불"] = ("침구", "Bedding", "床品"),
        ["신발"] = ("신발", "Shoes", "鞋店"),
        ["그릇"] = ("주방용품", "Kitchenware", "餐具"),
        ["잡화"] = ("잡화", "Sundries", "杂货"),
        ["꽃집"] = ("화훼", "Flowers", "花店"),
    };

    private static readonly string[] FamilyNames = ["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임"];
    private static readonly string[] GivenNames = ["시범", "예시", "보기", "견본", "가상"];

    /// <summary>A name that nobody bears: a family name and a word for "example".</summary>
    public static string Person(Random random) => FamilyNames[random.Next(FamilyNames.Length)] + GivenNames[random.Next(GivenNames.Length)];
}
